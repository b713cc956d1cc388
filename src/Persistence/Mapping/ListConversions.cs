using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;

namespace Slotline.Persistence.Mapping;

/// <summary>Short lists that are always read and replaced whole live in one column of text.</summary>
internal static class ListConversions
{
    public static void Configure(ModelConfigurationBuilder builder)
    {
        builder.Properties<IReadOnlyList<int>>().HaveConversion<Numbers, Comparer<int>>();
        builder.Properties<IReadOnlyList<WeeklyHours>>().HaveConversion<Week, Comparer<WeeklyHours>>();
        builder.Properties<IReadOnlyList<TimeRange>>().HaveConversion<Ranges, Comparer<TimeRange>>();
        builder.Properties<IReadOnlyList<AvailabilityRule>>().HaveConversion<Rules, Comparer<AvailabilityRule>>();
        builder.Properties<IReadOnlyList<FieldChange>>().HaveConversion<Changes, Comparer<FieldChange>>();
    }

    private static string Join<T>(IReadOnlyList<T> items, Func<T, string> write) =>
        string.Join(',', items.Select(write));

    private static T[] Split<T>(string text, Func<string, T> read) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(read)];

    private static string Write(TimeRange range) => $"{range.From}-{range.To}";

    private static string Write(WeeklyHours hours) => $"{(int)hours.Day} {Write(hours.Range)}";

    private static TimeRange ReadRange(string text) =>
        WallTime.TryParse(text[..5], out var from) && WallTime.TryParse(text[6..], out var to)
            ? new TimeRange(from, to)
            : throw new FormatException($"'{text}' is not a range of times.");

    private static WeeklyHours ReadHours(string text) => new((IsoDayOfWeek)(text[0] - '0'), ReadRange(text[2..]));

    private static string Write(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int ReadNumber(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Numbers() : ValueConverter<IReadOnlyList<int>, string>(
        items => Join(items, Write), text => Split(text, ReadNumber));

    private sealed class Week() : ValueConverter<IReadOnlyList<WeeklyHours>, string>(
        items => Join(items, Write), text => Split(text, ReadHours));

    private sealed class Ranges() : ValueConverter<IReadOnlyList<TimeRange>, string>(
        items => Join(items, Write), text => Split(text, ReadRange));

    private sealed class Rules() : ValueConverter<IReadOnlyList<AvailabilityRule>, string>(
        items => Join(items, rule => rule.ToString()), text => Split(text, Enum.Parse<AvailabilityRule>));

    /// <summary>Changes carry people's words, so they are JSON and not split at commas.</summary>
    private sealed class Changes() : ValueConverter<IReadOnlyList<FieldChange>, string>(
        items => JsonSerializer.Serialize(items, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<FieldChange[]>(text, JsonSerializerOptions.Default)!);

    private sealed class Comparer<T>() : ValueComparer<IReadOnlyList<T>>(
        (left, right) => left!.SequenceEqual(right!),
        items => items.Aggregate(0, (hash, item) => HashCode.Combine(hash, item)),
        items => items.ToArray());
}
