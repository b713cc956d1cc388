using System.Collections;
using System.Globalization;
using System.Reflection;
using NodaTime;
using Slotline.Domain;

namespace Slotline.Graph.Engine.Building.Inputs;

/// <summary>
/// Turns coerced input (scalars, enums, dictionaries, lists) into what the resolver's parameter is. Ids are read here,
/// in the resolver's turn, so that a bad one is the mutation's refusal and not the document's fault.
/// </summary>
internal abstract class ValueReader
{
    /// <param name="value">What the engine coerced; null is null.</param>
    /// <param name="path">Where it stands, for a refusal.</param>
    public abstract object? Read(object? value, InputPath path);

    public static ValueReader Of(Shape shape, InputTypes inputs)
    {
        ValueReader reader = shape switch
        {
            { Item: { } item } => new ListReader(item.Declared, shape.Type.IsArray, Of(item, inputs)),
            { IdOf: { } node } => new IdReader(node),
            { Type: var type } when type == typeof(DateTimeZone) => new ZoneReader(),
            { Type: var type } when type == typeof(long) || type == typeof(short) || type == typeof(double) =>
                new NumberReader(type),
            { Type: var type } when type.IsEnum || type.Namespace is "System" or "NodaTime"
                || type == typeof(TimeZoneId) || type == typeof(Domain.Scheduling.WallTime) => new PlainReader(),
            _ => new RecordReference(inputs, shape.Type),
        };
        return shape.IsOptional ? new OptionalReader(shape, reader) : reader;
    }

    private sealed class PlainReader : ValueReader
    {
        public override object? Read(object? value, InputPath path) => value;
    }

    private sealed class NumberReader(Type type) : ValueReader
    {
        public override object? Read(object? value, InputPath path) =>
            value is null ? null : Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
    }

    private sealed class ZoneReader : ValueReader
    {
        public override object? Read(object? value, InputPath path) => value is TimeZoneId id ? id.Zone : null;
    }

    private sealed class IdReader(Type nodeType) : ValueReader
    {
        private readonly string _prefix = GlobalId.PrefixOf(nodeType);
        private readonly string _name = Naming.TypeName(nodeType);

        public override object? Read(object? value, InputPath path)
        {
            if (value is null)
                return null;
            return GlobalId.TryDecode(value as string, _prefix, out var id)
                ? id
                : throw Refusal.InvalidInput($"`{path}` does not name one object of the type {_name}.", path.Parts);
        }
    }

    private sealed class RecordReference(InputTypes inputs, Type type) : ValueReader
    {
        public override object? Read(object? value, InputPath path) =>
            value is null ? null : inputs.ReaderOf(type).Read((IDictionary<string, object?>)value, path);
    }

    private sealed class ListReader(Type itemType, bool isArray, ValueReader item) : ValueReader
    {
        public override object? Read(object? value, InputPath path)
        {
            if (value is null)
                return null;

            var items = ((IEnumerable)value).Cast<object?>().ToArray();
            var read = Array.CreateInstance(itemType, items.Length);
            for (var i = 0; i < items.Length; i++)
                read.SetValue(item.Read(items[i], path.At(i)), i);
            return isArray ? read : Activator.CreateInstance(typeof(List<>).MakeGenericType(itemType), read);
        }
    }

    private sealed class OptionalReader(Shape shape, ValueReader inner) : ValueReader
    {
        private readonly ConstructorInfo _constructor =
            shape.Declared.GetConstructor([shape.Declared.GetGenericArguments()[0]])!;

        public override object? Read(object? value, InputPath path) => value is not null || shape.IsNullable
            ? _constructor.Invoke([inner.Read(value, path)])
            : throw Refusal.InvalidInput($"`{path}` cannot be null; leave it out to keep it as it is.", path.Parts);
    }
}

/// <summary>Where a value stands in the input, as the API names it.</summary>
internal sealed class InputPath
{
    private readonly InputPath? _parent;
    private readonly string? _name;

    private InputPath(InputPath? parent, string? name)
    {
        _parent = parent;
        _name = name;
    }

    public static InputPath Root { get; } = new(null, null);

    public string[] Parts => _name is null ? [] : [.. _parent!.Parts, _name];

    public InputPath Field(string name) => new(this, name);

    public InputPath At(int index) => new(this, index.ToString(CultureInfo.InvariantCulture));

    public override string ToString() => string.Join('.', Parts);
}
