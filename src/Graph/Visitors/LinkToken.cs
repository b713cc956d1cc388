using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Slotline.Graph.Visitors;

/// <summary>
/// What a visitor's link carries: whose, which one, and the organization's signature of both and of what it is for.
/// Whoever has it may do what the visitor may.
/// </summary>
/// <param name="Purpose">One of the prefixes; a token for one purpose is none for the other.</param>
/// <param name="OrganizationId">Whose key signs it.</param>
/// <param name="Id">The request, or what is still to become one.</param>
internal readonly record struct LinkToken(string Purpose, Guid OrganizationId, Guid Id)
{
    /// <summary>Shows, edits and cancels one request. Prefixes let scanners recognise what is where it should not
    /// be.</summary>
    public const string Manage = "slv_";

    /// <summary>Makes a request of what a visitor asked for.</summary>
    public const string Confirm = "slc_";

    private const int IdBytes = 16;
    private const int Signed = 2 * IdBytes;
    private const int AllBytes = Signed + HMACSHA256.HashSizeInBytes;

    public string SignedBy(byte[] key)
    {
        Span<byte> bytes = stackalloc byte[AllBytes];
        OrganizationId.TryWriteBytes(bytes, true, out _);
        Id.TryWriteBytes(bytes[IdBytes..], true, out _);
        byte[] message = [.. Encoding.ASCII.GetBytes(Purpose), .. bytes[..Signed]];
        HMACSHA256.HashData(key, message, bytes[Signed..]);
        return Purpose + Base64Url.EncodeToString(bytes);
    }

    /// <summary>What a token claims; it is worth nothing before <see cref="IsSignedBy"/> has said so.</summary>
    public static LinkToken? Read(string purpose, string text)
    {
        Span<byte> bytes = stackalloc byte[AllBytes];
        return text.StartsWith(purpose, StringComparison.Ordinal)
            && text.Length == purpose.Length + Base64Url.GetEncodedLength(AllBytes)
            && Base64Url.DecodeFromChars(text.AsSpan(purpose.Length), bytes, out _, out var written)
                == OperationStatus.Done
            && written == AllBytes
            ? new LinkToken(purpose, new Guid(bytes[..IdBytes], true), new Guid(bytes[IdBytes..Signed], true))
            : null;
    }

    /// <summary>Whether a text is this token with the key's signature, compared in equal time.</summary>
    public bool IsSignedBy(byte[] key, string text) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(SignedBy(key)), Encoding.UTF8.GetBytes(text));
}
