using System.Buffers;
using System.Globalization;
using System.Text;

namespace Slotline.Graph.Engine.Output;

/// <summary>
/// Writes JSON in UTF-8 straight into a buffer writer's own memory. It escapes what JSON needs escaped and nothing
/// else, and trusts its user with commas and braces.
/// </summary>
internal ref struct JsonWriter(IBufferWriter<byte> output)
{
    private const int SmallestBuffer = 4_096;
    private const int LongestNumber = 32;
    private const int MostBytesPerCharacter = 3;
    private const int CharactersAtOnce = 8_192;

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    private Span<byte> _free;
    private int _written;

    /// <summary>Bytes that are JSON already.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        if (json.Length > _free.Length - _written)
            Grow(json.Length);
        json.CopyTo(_free[_written..]);
        _written += json.Length;
    }

    public void Raw(byte json)
    {
        if (_free.Length == _written)
            Grow(1);
        _free[_written++] = json;
    }

    public void Null() => Raw("null"u8);

    public void Bool(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Number(long value)
    {
        if (_free.Length - _written < LongestNumber)
            Grow(LongestNumber);
        value.TryFormat(_free[_written..], out var length, provider: CultureInfo.InvariantCulture);
        _written += length;
    }

    public void Number(double value)
    {
        if (_free.Length - _written < LongestNumber)
            Grow(LongestNumber);
        value.TryFormat(_free[_written..], out var length, provider: CultureInfo.InvariantCulture);
        _written += length;
    }

    public void String(ReadOnlySpan<char> text)
    {
        Raw((byte)'"');
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain < 0)
            {
                Plain(text);
                break;
            }

            Plain(text[..plain]);
            Escape(text[plain]);
            text = text[(plain + 1)..];
        }

        Raw((byte)'"');
    }

    /// <summary>ASCII that needs no escaping, of a known length, for those who format in place.</summary>
    public Span<byte> Reserve(int length)
    {
        if (_free.Length - _written < length)
            Grow(length);
        var reserved = _free.Slice(_written, length);
        _written += length;
        return reserved;
    }

    /// <summary>Hands over what was written.</summary>
    public void Flush()
    {
        output.Advance(_written);
        _free = default;
        _written = 0;
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        while (text.Length > CharactersAtOnce)
        {
            // A pair of surrogates stays together.
            var length = char.IsHighSurrogate(text[CharactersAtOnce - 1]) ? CharactersAtOnce - 1 : CharactersAtOnce;
            Encode(text[..length]);
            text = text[length..];
        }

        Encode(text);
    }

    private void Encode(ReadOnlySpan<char> text)
    {
        var most = text.Length * MostBytesPerCharacter;
        if (_free.Length - _written < most)
            Grow(most);
        _written += Encoding.UTF8.GetBytes(text, _free[_written..]);
    }

    private void Escape(char character)
    {
        switch (character)
        {
            case '"':
                Raw("\\\""u8);
                break;
            case '\\':
                Raw("\\\\"u8);
                break;
            case '\n':
                Raw("\\n"u8);
                break;
            case '\r':
                Raw("\\r"u8);
                break;
            case '\t':
                Raw("\\t"u8);
                break;
            default:
                Raw("\\u00"u8);
                Raw(Hex(character >> 4));
                Raw(Hex(character & 15));
                break;
        }
    }

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);

    private void Grow(int needed)
    {
        Flush();
        _free = output.GetSpan(Math.Max(needed, SmallestBuffer));
    }
}
