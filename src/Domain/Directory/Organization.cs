using NodaTime;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Directory;

/// <summary>A firm and everything that is its own. No row of one is ever seen by another.</summary>
public sealed class Organization
{
    public const int ShortestSlug = 2;
    public const int LongestSlug = 40;

    private Organization()
    {
    }

    /// <param name="name">At most 200 characters.</param>
    /// <param name="slug">Its place in addresses: 2 to 40 lower-case letters, digits and inner hyphens.</param>
    /// <param name="timeZoneId">IANA.</param>
    /// <param name="createdAt">Now.</param>
    public Organization(string name, string slug, string timeZoneId, Instant createdAt)
    {
        Id = Guid.CreateVersion7();
        Name = Text.Name(name, "name");
        Slug = IsSlug(slug) ? slug : throw Refusal.InvalidInput("It must be 2 to 40 of a-z, 0-9 and '-'.", "slug");
        TimeZoneId = Text.TimeZone(timeZoneId, "timeZone")!;
        CreatedAt = createdAt;
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Slug { get; private set; } = "";

    public string TimeZoneId { get; private set; } = "";

    public DateTimeZone TimeZone => DateTimeZoneProviders.Tzdb[TimeZoneId];

    /// <summary>What a service inherits where its own setting is null.</summary>
    public BookingRules Defaults { get; private set; } = BookingRules.Standard;

    public bool PublicBookingEnabled { get; private set; } = true;

    public Instant CreatedAt { get; private set; }

    /// <summary>The revision of the last event: one sequence for all its events, without gaps.</summary>
    public int Revision { get; private set; }

    /// <summary>How many requests wait for a decision, kept with every change so that nobody counts them.</summary>
    public int PendingCount { get; private set; }

    /// <summary>How many requests are approved; kept like <see cref="PendingCount"/>, as are the next two.</summary>
    public int ApprovedCount { get; private set; }

    public int DeclinedCount { get; private set; }

    public int CancelledCount { get; private set; }

    /// <summary>Rises with every change of settings that slots depend on.</summary>
    public int ConfigurationVersion { get; private set; }

    /// <summary>
    /// Rises when sessions ended or what people may do changed: whoever keeps a session in mind looks again.
    /// </summary>
    public int AccessVersion { get; private set; }

    public void Rename(string name) => Name = Text.Name(name, "name");

    public void MoveTo(string timeZoneId) => TimeZoneId = Text.TimeZone(timeZoneId, "timeZone")!;

    public void SetDefaults(BookingRules defaults) => Defaults = defaults.Checked("defaults");

    public void OpenToPublic(bool enabled) => PublicBookingEnabled = enabled;

    /// <summary>Whether it can be an organization's place in addresses.</summary>
    public static bool IsSlug(string slug) =>
        slug is { Length: >= ShortestSlug and <= LongestSlug } && slug[0] != '-' && slug[^1] != '-'
        && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
