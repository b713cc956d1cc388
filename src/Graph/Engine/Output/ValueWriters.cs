using NodaTime;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine.Building;

namespace Slotline.Graph.Engine.Output;

/// <summary>Finds the writer of a type, its nulls and lists included.</summary>
internal static class ValueWriters
{
    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(string)] = new StringWriter(),
        [typeof(bool)] = new BoolWriter(),
        [typeof(int)] = new IntWriter(),
        [typeof(long)] = new LongWriter(),
        [typeof(double)] = new DoubleWriter(),
        [typeof(Instant)] = new InstantWriter(),
        [typeof(LocalDate)] = new LocalDateWriter(),
        [typeof(WallTime)] = new WallTimeWriter(),
        [typeof(TimeZoneId)] = new TimeZoneIdWriter(),
    };

    /// <summary>A writer of <c>shape.Declared</c>; null when only the engine can write it.</summary>
    public static object? Of(Shape shape)
    {
        if (shape.IsOptional)
            return null;
        if (shape.Item is { } item)
            return Of(item) is { } inner
                ? Nullable(shape, Make(typeof(ListWriter<,>), [shape.Type, item.Declared], inner)) : null;

        var known = shape switch
        {
            { IdOf: { } node } => new IdWriter(GlobalId.PrefixOf(node)),
            { Type.IsEnum: true } => Make(typeof(EnumWriter<>), [shape.Type]),
            _ => Known.GetValueOrDefault(shape.Type),
        };
        return known is null ? null : Nullable(shape, known);
    }

    private static object Nullable(Shape shape, object writer) =>
        !shape.IsNullable ? writer
        : shape.Type.IsValueType ? Make(typeof(NullableWriter<>), [shape.Type], writer)
        : Make(typeof(NullableReferenceWriter<>), [shape.Type], writer);

    private static object Make(Type open, Type[] types, params object[] arguments) =>
        Activator.CreateInstance(open.MakeGenericType(types), arguments)!;
}
