using System.Buffers.Text;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Engine.Building;

namespace Slotline.Graph.Engine.Output;

/// <summary>
/// Writes values of one CLR type as the scalar of that type would, without making text of them first.
/// </summary>
internal abstract class ValueWriter<T>
{
    /// <summary>
    /// Whether the value can be written; one that cannot is left to the engine, whose error it then is.
    /// </summary>
    public virtual bool CanWrite(T value) => true;

    public abstract void Write(ref JsonWriter writer, T value);
}

internal sealed class StringWriter : ValueWriter<string>
{
    public override bool CanWrite(string value) => value is not null;

    public override void Write(ref JsonWriter writer, string value) => writer.String(value);
}

internal sealed class BoolWriter : ValueWriter<bool>
{
    public override void Write(ref JsonWriter writer, bool value) => writer.Bool(value);
}

internal sealed class IntWriter : ValueWriter<int>
{
    public override void Write(ref JsonWriter writer, int value) => writer.Number(value);
}

internal sealed class LongWriter : ValueWriter<long>
{
    public override bool CanWrite(long value) => value is >= int.MinValue and <= int.MaxValue;

    public override void Write(ref JsonWriter writer, long value) => writer.Number(value);
}

internal sealed class DoubleWriter : ValueWriter<double>
{
    public override bool CanWrite(double value) => double.IsFinite(value);

    public override void Write(ref JsonWriter writer, double value) => writer.Number(value);
}

internal sealed class InstantWriter : ValueWriter<Instant>
{
    private const int LengthWithoutFraction = 22;
    private static readonly Instant First = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(9999, 12, 31, 0, 0);

    public override void Write(ref JsonWriter writer, Instant value)
    {
        if (value < First || value > Last || value.ToUnixTimeTicks() % NodaConstants.TicksPerSecond != 0
            || value != Instant.FromUnixTimeTicks(value.ToUnixTimeTicks()))
        {
            writer.String(InstantPattern.ExtendedIso.Format(value));
            return;
        }

        var text = writer.Reserve(LengthWithoutFraction);
        var time = value.ToDateTimeUtc();
        text[0] = (byte)'"';
        time.TryFormat(
            text[1..], out _, "yyyy'-'MM'-'dd'T'HH':'mm':'ss", System.Globalization.CultureInfo.InvariantCulture);
        text[20] = (byte)'Z';
        text[21] = (byte)'"';
    }
}

internal sealed class LocalDateWriter : ValueWriter<LocalDate>
{
    public override void Write(ref JsonWriter writer, LocalDate value) =>
        writer.String(LocalDatePattern.Iso.Format(value));
}

internal sealed class WallTimeWriter : ValueWriter<WallTime>
{
    public override void Write(ref JsonWriter writer, WallTime value) => writer.String(value.ToString());
}

internal sealed class TimeZoneIdWriter : ValueWriter<TimeZoneId>
{
    public override bool CanWrite(TimeZoneId value) => value.Value is not null;

    public override void Write(ref JsonWriter writer, TimeZoneId value) => writer.String(value.Value);
}

internal sealed class EnumWriter<TEnum> : ValueWriter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<TEnum, byte[]> Names = Members.Values(typeof(TEnum))
        .GroupBy(field => (TEnum)field.GetValue(null)!)
        .ToDictionary(group => group.Key, group => Encoding.UTF8.GetBytes($"\"{Naming.EnumValue(group.First())}\""));

    public override bool CanWrite(TEnum value) => Names.ContainsKey(value);

    public override void Write(ref JsonWriter writer, TEnum value) => writer.Raw(Names[value]);
}

internal sealed class IdWriter(string prefix) : ValueWriter<Guid>
{
    private const int EncodedLength = 22;
    private readonly byte[] _start = Encoding.UTF8.GetBytes($"\"{prefix}_");

    public override void Write(ref JsonWriter writer, Guid value)
    {
        writer.Raw(_start);
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        Base64Url.EncodeToUtf8(bytes, writer.Reserve(EncodedLength));
        writer.Raw((byte)'"');
    }
}

/// <summary>Null, or what another writer writes.</summary>
internal sealed class NullableWriter<T>(ValueWriter<T> inner) : ValueWriter<T?>
    where T : struct
{
    public override bool CanWrite(T? value) => value is not { } known || inner.CanWrite(known);

    public override void Write(ref JsonWriter writer, T? value)
    {
        if (value is { } known)
            inner.Write(ref writer, known);
        else
            writer.Null();
    }
}

/// <summary>The same for classes.</summary>
internal sealed class NullableReferenceWriter<T>(ValueWriter<T> inner) : ValueWriter<T>
    where T : class
{
    public override bool CanWrite(T value) => value is null || inner.CanWrite(value);

    public override void Write(ref JsonWriter writer, T value)
    {
        if (value is null)
            writer.Null();
        else
            inner.Write(ref writer, value);
    }
}

/// <summary>A list whose items another writer writes.</summary>
internal sealed class ListWriter<TList, TItem>(ValueWriter<TItem> item) : ValueWriter<TList>
    where TList : class, IEnumerable<TItem>
{
    public override bool CanWrite(TList value)
    {
        // A sequence that is worked out as it is read is read once, by the engine.
        if (value is not IReadOnlyList<TItem> list)
            return false;

        for (var i = 0; i < list.Count; i++)
        {
            if (!item.CanWrite(list[i]))
                return false;
        }

        return true;
    }

    public override void Write(ref JsonWriter writer, TList value)
    {
        var list = (IReadOnlyList<TItem>)value;
        writer.Raw((byte)'[');
        for (var i = 0; i < list.Count; i++)
        {
            if (i > 0)
                writer.Raw((byte)',');
            item.Write(ref writer, list[i]);
        }

        writer.Raw((byte)']');
    }
}
