using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace Slotline.Persistence.Mapping;

/// <summary>How the domain's values are kept in columns.</summary>
internal static class Conversions
{
    /// <summary>
    /// PostgreSQL keeps instants as timestamptz and dates as date. SQLite has neither: instants are microseconds since
    /// 1970 there, which is as fine as PostgreSQL's, and dates ISO 8601 text; both order as they should.
    /// </summary>
    public static void Configure(ModelConfigurationBuilder builder, bool isPostgres)
    {
        if (!isPostgres)
        {
            builder.Properties<Instant>().HaveConversion<InstantAsMicroseconds>();
            builder.Properties<LocalDate>().HaveConversion<DateAsText>();
        }
    }

    /// <summary>A list of values in one column of text, written by <paramref name="write"/> and split at commas.</summary>
    public static ValueConverter<IReadOnlyList<T>, string> List<T>(Func<T, string> write, Func<string, T> read) =>
        new(
            items => string.Join(',', items.Select(write)),
            text => text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(read).ToArray());

    public static ValueComparer<IReadOnlyList<T>> ListComparer<T>() => new(
        (left, right) => left!.SequenceEqual(right!),
        items => items.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        items => items.ToArray());

    private sealed class InstantAsMicroseconds() : ValueConverter<Instant, long>(
        instant => instant.ToUnixTimeTicks() / (NodaConstants.TicksPerMillisecond / 1000),
        micros => Instant.FromUnixTimeTicks(micros * (NodaConstants.TicksPerMillisecond / 1000)));

    private sealed class DateAsText() : ValueConverter<LocalDate, string>(
        date => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        text => LocalDatePattern.Iso.Parse(text).Value);
}
