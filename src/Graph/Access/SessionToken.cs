using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Slotline.Graph.Access;

/// <summary>
/// The secret that a session's holder sends. Its prefix lets scanners recognise it where it does not belong.
/// </summary>
public static class SessionToken
{
    public const string Prefix = "slt_";

    /// <summary>How the tokens of programs begin, so that one is not taken for a person's.</summary>
    public const string ProgramPrefix = "slk_";

    private const int SecretBytes = 32;
    private const int LongestToken = 100;

    public static string New() => New(Prefix);

    public static string NewForProgram() => New(ProgramPrefix);

    /// <summary>What is kept of it. The secret is random, so a plain hash cannot be guessed back.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>
    /// The token of an <c>Authorization: Bearer …</c> header (RFC 6750); null when the header is none.
    /// </summary>
    public static string? OfHeader(string? header) =>
        header is not null && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        && header.AsSpan(7).Trim() is { Length: > 0 and <= LongestToken } token
            ? token.ToString()
            : null;

    private static string New(string prefix) =>
        prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
}
