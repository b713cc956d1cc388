using System.Reflection;
using GraphQL.Types;

namespace Slotline.Graph.Engine.Building.Inputs;

/// <summary>Input object types of records, and the readers that make the records.</summary>
internal sealed class InputTypes(TypeTable types, Documentation documentation)
{
    private readonly Dictionary<Type, InputObjectGraphType> _known = [];
    private readonly Dictionary<Type, RecordReader> _readers = [];

    /// <summary>The reader of a record type that is an input of the schema.</summary>
    public RecordReader ReaderOf(Type type) => _readers[type];

    public InputObjectGraphType Get(Type type, string where)
    {
        if (_known.TryGetValue(type, out var known))
            return known;
        if (!IsRecord(type))
        {
            throw new InvalidOperationException(
                $"{where} is of type {type.Name}, which is neither a registered service nor a record or scalar.");
        }

        var made = new InputObjectGraphType { Name = Naming.TypeName(type), Description = documentation.Of(type) };
        _known.Add(type, made);
        var members = new List<RecordMember>();
        var constructor = Members.PrimaryConstructor(type)
            ?? throw new InvalidOperationException($"{type.Name} has no public constructor.");
        foreach (var property in Members.Properties(type))
        {
            var parameter = constructor.GetParameters().FirstOrDefault(p => p.Name == property.Name);
            if (parameter is null && property.SetMethod is not { IsPublic: true })
                continue;

            made.AddField(Field(property, parameter, out var member));
            members.Add(member);
        }

        _readers.Add(type, new RecordReader(constructor, members));
        return made;
    }

    private FieldType Field(PropertyInfo property, ParameterInfo? parameter, out RecordMember member)
    {
        var where = $"{property.DeclaringType!.Name}.{property.Name}";
        var shape = Shape.Of(property);
        var value = Default.Of(
            Members.Find<DefaultValueAttribute>(property),
            Members.Find<DefaultValueSyntaxAttribute>(property),
            parameter);
        var field = new FieldType
        {
            Name = Naming.FieldName(property),
            Description = documentation.Of(property),
            DeprecationReason = property.GetCustomAttribute<ObsoleteAttribute>()?.Message,
            ResolvedType = types.Input(shape, value is not null, where),
            DefaultValue = value,
        };
        member = new RecordMember(field, property, parameter, shape.IsNullable, ValueReader.Of(shape, this));
        return field;
    }

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null
        || (type.IsValueType && type.GetMethod(
            "PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null);
}
