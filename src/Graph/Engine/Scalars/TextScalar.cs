using GraphQL.Types;
using GraphQLParser.AST;

namespace Slotline.Graph.Engine.Scalars;

/// <summary>A scalar that travels as text; the sentence of a refusal says what it should have been.</summary>
internal abstract class TextScalar<T> : ScalarGraphType, ISpecified
    where T : notnull
{
    protected TextScalar(string name, string description, Uri? specification = null)
    {
        Name = name;
        Description = description;
        Specification = specification;
    }

    public Uri? Specification { get; }

    /// <exception cref="FormatException">It is none; the message completes "… is not".</exception>
    public abstract T Read(string text);

    public abstract string Write(T value);

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => Read((string)text.Value),
        _ => throw new FormatException($"a string is expected for {Name}"),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text => Read(text),
        T already => already,
        _ => throw new FormatException($"a string is expected for {Name}"),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        T known => Write(known),
        _ => throw new InvalidOperationException($"{Name} cannot carry a {value.GetType().Name}."),
    };
}

/// <summary>A scalar that may have a specification somewhere.</summary>
internal interface ISpecified
{
    Uri? Specification { get; }
}
