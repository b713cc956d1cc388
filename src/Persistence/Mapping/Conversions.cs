using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Notifications;

namespace Slotline.Persistence.Mapping;

/// <summary>How the domain's values are kept in columns.</summary>
internal static class Conversions
{
    private const long TicksPerMicrosecond = NodaConstants.TicksPerMillisecond / 1000;

    /// <summary>
    /// PostgreSQL keeps instants as timestamptz and dates as date. SQLite has neither: instants are microseconds since
    /// 1970 there, which is as fine as PostgreSQL's, and dates ISO 8601 text; both order as they should.
    /// </summary>
    public static void Configure(ModelConfigurationBuilder builder, bool isPostgres)
    {
        ListConversions.Configure(builder);
        builder.Properties<NotificationFacts>().HaveConversion<FactsAsJson>();
        if (!isPostgres)
        {
            builder.Properties<Instant>().HaveConversion<InstantAsMicroseconds>();
            builder.Properties<LocalDate>().HaveConversion<DateAsText>();
        }
    }

    /// <summary>An instant as SQLite keeps it.</summary>
    internal static long ToMicroseconds(Instant instant) => instant.ToUnixTimeTicks() / TicksPerMicrosecond;

    internal static Instant FromMicroseconds(long microseconds) =>
        Instant.FromUnixTimeTicks(microseconds * TicksPerMicrosecond);

    private sealed class FactsAsJson() : ValueConverter<NotificationFacts, string>(
        facts => facts.ToJson(), text => NotificationFacts.FromJson(text));

    private sealed class InstantAsMicroseconds() : ValueConverter<Instant, long>(
        instant => ToMicroseconds(instant), micros => FromMicroseconds(micros));

    private sealed class DateAsText() : ValueConverter<LocalDate, string>(
        date => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        text => LocalDatePattern.Iso.Parse(text).Value);
}
