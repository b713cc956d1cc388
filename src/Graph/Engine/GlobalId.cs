using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Reflection;

namespace Slotline.Graph.Engine;

/// <summary>
/// Global ids: the type's prefix, an underscore, and the <see cref="Guid"/> in base64url. Each id has exactly one
/// spelling, so that equal texts and equal ids are the same thing.
/// </summary>
public static class GlobalId
{
    private const int EncodedLength = 22;

    private static readonly ConcurrentDictionary<Type, string> Prefixes = new();

    /// <summary>The id of a node as the API writes it.</summary>
    public static string Of<TNode>(Guid id)
        where TNode : INode => Encode(PrefixOf(typeof(TNode)), id);

    /// <summary>Whether the text is an id of that node type, and which.</summary>
    public static bool TryParse<TNode>(string? text, out Guid id)
        where TNode : INode => TryDecode(text, PrefixOf(typeof(TNode)), out id);

    internal static string PrefixOf(Type nodeType) => Prefixes.GetOrAdd(nodeType, static type =>
        type.GetCustomAttribute<NodeAttribute>()?.Prefix
        ?? throw new InvalidOperationException($"{type.Name} needs [Node(\"prefix\")] to have global ids."));

    internal static string Encode(string prefix, Guid id)
    {
        return string.Create(prefix.Length + 1 + EncodedLength, (prefix, id), static (text, state) =>
        {
            Span<byte> bytes = stackalloc byte[16];
            state.id.TryWriteBytes(bytes, bigEndian: true, out _);
            state.prefix.CopyTo(text);
            text[state.prefix.Length] = '_';
            Base64Url.EncodeToChars(bytes, text[(state.prefix.Length + 1)..]);
        });
    }

    internal static bool TryDecode(string? text, string prefix, out Guid id)
    {
        id = default;
        if (text is null || text.Length != prefix.Length + 1 + EncodedLength
            || !text.StartsWith(prefix, StringComparison.Ordinal) || text[prefix.Length] != '_')
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        if (!Base64Url.IsValid(text.AsSpan(prefix.Length + 1))
            || !Base64Url.TryDecodeFromChars(text.AsSpan(prefix.Length + 1), bytes, out var written) || written != 16)
        {
            return false;
        }

        id = new Guid(bytes, bigEndian: true);
        return Encode(prefix, id) == text;
    }

    /// <summary>The part before the last 22 characters and their underscore.</summary>
    internal static string? PrefixIn(string text) =>
        text.Length > EncodedLength + 1 && text[^(EncodedLength + 1)] == '_' ? text[..^(EncodedLength + 1)] : null;
}
