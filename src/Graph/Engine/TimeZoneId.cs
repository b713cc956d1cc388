using NodaTime;

namespace Slotline.Graph.Engine;

/// <summary>An IANA time-zone id that is known to exist, as the <c>TimeZone</c> scalar carries it.</summary>
public readonly record struct TimeZoneId(string Value)
{
    private static readonly HashSet<string> Known =
        new(DateTimeZoneProviders.Tzdb.Ids, StringComparer.Ordinal);

    /// <summary>The zone itself.</summary>
    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb[Value];

    /// <summary>
    /// Whether the id is one of the database, canonical or a link. Offsets such as <c>UTC+02</c>, which the provider
    /// would understand, are none.
    /// </summary>
    public static bool IsKnown(string? id) => id is not null && Known.Contains(id);

    public override string ToString() => Value;
}
