using NodaTime;

namespace Slotline.Domain.Requests;

/// <summary>Remembers that a caller asked once under a key, and what came of it, for 24 hours.</summary>
public sealed class IdempotencyKey
{
    public const int LongestKey = 200;

    public static readonly Duration Lifetime = Duration.FromHours(24);

    private IdempotencyKey()
    {
    }

    public IdempotencyKey(Guid organizationId, string owner, string key, byte[] inputHash, Guid requestId, Instant now)
    {
        OrganizationId = organizationId;
        Owner = owner;
        Key = key;
        InputHash = inputHash;
        RequestId = requestId;
        CreatedAt = now;
    }

    public Guid OrganizationId { get; private set; }

    /// <summary>Who used it: two callers never share a key.</summary>
    public string Owner { get; private set; } = "";

    public string Key { get; private set; } = "";

    /// <summary>SHA-256 of the input as it was given.</summary>
    public byte[] InputHash { get; private set; } = [];

    public Guid RequestId { get; private set; }

    public Instant CreatedAt { get; private set; }

    /// <summary>The request that the same input made before.</summary>
    /// <exception cref="Refusal">IdempotencyKeyReused: the input is another.</exception>
    public Guid Answer(byte[] inputHash) => InputHash.AsSpan().SequenceEqual(inputHash)
        ? RequestId
        : throw new Refusal(
            RefusalCode.IdempotencyKeyReused, "The key was used with other input before.", "idempotencyKey");
}
