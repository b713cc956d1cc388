using NodaTime;

namespace Slotline.Domain.Requests;

/// <summary>
/// What a visitor asked for and has not confirmed yet. It is no request: it holds nothing and stands in no queue. It
/// becomes one by the link in the visitor's mail, once, or is forgotten.
/// </summary>
public sealed class UnconfirmedRequest
{
    /// <summary>How long the link can be followed.</summary>
    public static readonly Duration Lifetime = Duration.FromHours(24);

    private UnconfirmedRequest()
    {
    }

    /// <param name="terms">What is asked for, judged already.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="locale">In which language they are written to.</param>
    /// <param name="key">What keeps the same wish from being mailed twice; null where there is none.</param>
    /// <param name="now">The present.</param>
    public UnconfirmedRequest(
        RequestTerms terms, Requester requester, string locale, (string Key, byte[] InputHash)? key, Instant now)
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset());
        OrganizationId = terms.Service.OrganizationId;
        ServiceId = terms.Service.Id;
        StartsAt = terms.StartsAt;
        DurationMinutes = terms.DurationMinutes;
        TimeZoneId = terms.TimeZoneId;
        PreferredTechnicianId = terms.PreferredTechnician?.Id;
        Description = Text.Note(terms.Description, "description");
        Requester = requester;
        Locale = locale;
        (IdempotencyKey, InputHash) = (key?.Key, key?.InputHash);
        CreatedAt = now;
        ExpiresAt = now + Lifetime;
    }

    public Guid OrganizationId { get; private set; }

    public Guid Id { get; private set; }

    public Guid ServiceId { get; private set; }

    public Instant StartsAt { get; private set; }

    public int DurationMinutes { get; private set; }

    public string TimeZoneId { get; private set; } = "";

    public Guid? PreferredTechnicianId { get; private set; }

    public string? Description { get; private set; }

    public Requester Requester { get; private set; } = null!;

    public string Locale { get; private set; } = "en";

    public string? IdempotencyKey { get; private set; }

    /// <summary>SHA-256 of the input as it was given, where there is a key.</summary>
    public byte[]? InputHash { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant ExpiresAt { get; private set; }

    public Instant EndsAt => StartsAt + Duration.FromMinutes(DurationMinutes);

    /// <summary>Makes sure that the same key came with the same input.</summary>
    /// <exception cref="Refusal">IdempotencyKeyReused: the input is another.</exception>
    public void MustBeOf(byte[] inputHash)
    {
        if (!inputHash.AsSpan().SequenceEqual(InputHash))
        {
            throw new Refusal(
                RefusalCode.IdempotencyKeyReused, "The key was used with other input before.", "idempotencyKey");
        }
    }
}
