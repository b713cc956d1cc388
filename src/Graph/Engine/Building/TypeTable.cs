using System.Reflection;
using GraphQL.Types;
using NodaTime;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine.Building.Fields;
using Slotline.Graph.Engine.Building.Inputs;
using Slotline.Graph.Engine.Scalars;

namespace Slotline.Graph.Engine.Building;

/// <summary>The graph types of CLR types: each is made once, when something first reaches it.</summary>
internal sealed class TypeTable
{
    private readonly Dictionary<Type, ScalarGraphType> _scalars;
    private readonly Dictionary<Type, EnumerationGraphType> _enums = [];
    private readonly IdGraphType _id = new();
    private readonly Documentation _documentation;

    public TypeTable(AssemblyScan scan, Documentation documentation, Func<Type, bool> isService)
    {
        _documentation = documentation;
        var integer = new IntGraphType();
        var number = new FloatScalar();
        var zone = new TimeZoneScalar();
        _scalars = new Dictionary<Type, ScalarGraphType>
        {
            [typeof(string)] = new StringGraphType(),
            [typeof(bool)] = new BooleanGraphType(),
            [typeof(int)] = integer,
            [typeof(long)] = integer,
            [typeof(short)] = integer,
            [typeof(double)] = number,
            [typeof(Instant)] = new DateTimeScalar(),
            [typeof(LocalDate)] = new LocalDateScalar(),
            [typeof(WallTime)] = new LocalTimeScalar(),
            [typeof(DateTimeZone)] = zone,
            [typeof(TimeZoneId)] = zone,
        };
        Inputs = new InputTypes(this, documentation);
        Parameters = new ParameterFactory(this, documentation, isService);
        Fields = new FieldFactory(this, Parameters, documentation);
        Outputs = new OutputTypes(this, scan, documentation);
    }

    public InputTypes Inputs { get; }

    public OutputTypes Outputs { get; }

    public FieldFactory Fields { get; }

    public ParameterFactory Parameters { get; }

    public IEnumerable<ScalarGraphType> Scalars => _scalars.Values.Distinct();

    public IGraphType Output(Shape shape, string where) => Wrap(shape, named => Leaf(named, where)
        ?? Outputs.Get(named.Type, where));

    /// <summary>An input type; with a default null is allowed too, and means the default.</summary>
    public IGraphType Input(Shape shape, bool hasDefault, string where) =>
        Wrap(hasDefault || shape.IsOptional ? shape with { IsNullable = true } : shape, named => (IGraphType?)Leaf(
            named, where)
            ?? Inputs.Get(named.Type, where));

    public bool IsLeaf(Type type) => type.IsEnum || _scalars.ContainsKey(type) || type == typeof(Guid);

    private static IGraphType Wrap(Shape shape, Func<Shape, IGraphType> named)
    {
        var type = shape.Item is { } item ? new ListGraphType(Wrap(item, named)) : named(shape);
        return shape.IsNullable ? type : new NonNullGraphType(type);
    }

    private ScalarGraphType? Leaf(Shape shape, string where)
    {
        if (shape.Type == typeof(Guid))
        {
            return shape.IdOf is not null
                ? _id
                : throw new InvalidOperationException(
                    $"{where} is a Guid: say of what with [ID<…>], or leave it out with [GraphQLIgnore].");
        }

        if (_scalars.TryGetValue(shape.Type, out var scalar))
            return scalar;
        return shape.Type.IsEnum ? Enum(shape.Type) : null;
    }

    private EnumerationGraphType Enum(Type type)
    {
        if (_enums.TryGetValue(type, out var known))
            return known;

        var values = new EnumerationGraphType { Name = Naming.TypeName(type), Description = _documentation.Of(type) };
        foreach (var value in Members.Values(type))
        {
            values.Add(
                Naming.EnumValue(value),
                value.GetValue(null),
                _documentation.Of(value),
                value.GetCustomAttribute<ObsoleteAttribute>()?.Message);
        }

        _enums.Add(type, values);
        return values;
    }
}
