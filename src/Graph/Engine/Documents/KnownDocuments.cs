using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Slotline.Graph.Engine.Documents;

/// <summary>Documents that the server was given before anybody asks: they can be asked for by id.</summary>
public sealed class KnownDocuments
{
    private readonly FrozenDictionary<string, string> _byId;
    private readonly FrozenSet<string> _texts;

    public KnownDocuments(params IEnumerable<string> texts)
    {
        _texts = texts.ToFrozenSet(StringComparer.Ordinal);
        _byId = _texts.ToFrozenDictionary(IdOf, StringComparer.Ordinal);
    }

    public int Count => _texts.Count;

    /// <summary><c>sha256:</c> and the hash of the text's UTF-8 in lower-case hexadecimal digits.</summary>
    public static string IdOf(string text) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public string? Find(string id) => _byId.GetValueOrDefault(id);

    public bool Has(string text) => _texts.Contains(text);
}

/// <summary>Who may send no document but those that are known.</summary>
public enum HeldToKnown
{
    Nobody,
    Anonymous,
    Everybody,
}
