using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Scheduling;

namespace Slotline.Graph.Tests.Scheduling;

/// <summary>A service as a test describes it. All rules are open unless said otherwise.</summary>
internal sealed record Offer(string Name)
{
    public int[] Durations { get; init; } = [60];

    public int? Step { get; init; } = 60;

    public int Before { get; init; }

    public int After { get; init; }

    public int Notice { get; init; }

    public int Horizon { get; init; } = 1100;

    public int? Cap { get; init; }

    public bool Holds { get; init; } = true;

    public bool AutoApproves { get; init; }

    public bool IsBookable { get; init; } = true;
}

/// <summary>A technician as a test describes them: at work from nine to five on every day.</summary>
internal sealed record Worker(string Name)
{
    /// <summary>Ranges such as <c>09:00-12:00 14:00-18:00</c>, of all days unless a day stands before them:
    /// <c>MONDAY 22:00-02:00; TUESDAY 09:00-12:00</c>.</summary>
    public string Hours { get; init; } = "09:00-17:00";

    /// <summary>Null where the organization's holds.</summary>
    public string? Zone { get; init; }

    public int? Cap { get; init; }

    public bool IsActive { get; init; } = true;

    /// <summary>The services performed; all where it is null.</summary>
    public string[]? Services { get; init; }
}

/// <summary>Time that is booked, or held, before the question is asked.</summary>
internal sealed record TakenTime(
    string Technician, string From, string To, string Service = "X", string? Name = null);

/// <summary>Other hours, or none, on some dates; of everyone where no technician is named.</summary>
internal sealed record Away(string? Technician, string From, string To, string Hours = "");

/// <summary>How tests write times and read them back.</summary>
internal static class Write
{
    private static readonly string[] Days =
        ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

    private static readonly InstantPattern Short = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'");

    /// <summary>An instant as <c>2026-03-08T16:00Z</c>, or with seconds.</summary>
    public static Instant At(string text) =>
        (text.Length == 17 ? Short : InstantPattern.ExtendedIso).Parse(text).Value;

    /// <summary>The same instant where it is a whole minute, else the minute after it.</summary>
    public static string NextMinute(string text) =>
        Text(Instant.FromUnixTimeSeconds((At(text).ToUnixTimeSeconds() + 59) / 60 * 60));

    public static LocalDate Date(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static string Text(LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>An answered instant as <c>dd HH:mm</c> of a zone.</summary>
    public static string Local(string answered, string zone) => InstantPattern.ExtendedIso.Parse(answered).Value
        .InZone(DateTimeZoneProviders.Tzdb[zone]).ToString("dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>So many times with a distance in minutes, as <c>dd HH:mm</c> in UTC.</summary>
    public static string Every(int minutes, int count, string first) => string.Join(", ", Enumerable.Range(0, count)
        .Select(i => Local(Text(At(first) + Duration.FromMinutes(i * (long)minutes)), "Etc/UTC")));

    public static object[] Ranges(string ranges) => [.. ranges.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(range => new { from = range[..5], to = range[6..] })];

    public static object[] Weekly(string hours) =>
    [
        .. from part in hours.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
           let day = Array.Find(Days, day => part.StartsWith(day, StringComparison.Ordinal))
           from weekday in day is null ? Days : [day]
           from range in part[(day?.Length ?? 0)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)
           select Range(weekday, range),
    ];

    private static object Range(string day, string range) => new { day, from = range[..5], to = range[6..] };

    public static int Minutes(string from, string to) => (int)(At(to) - At(from)).TotalMinutes;

    /// <summary>Every rule but an overlap, which is never waived.</summary>
    public static string[] Waivable { get; } =
    [
        .. Enum.GetValues<AvailabilityRule>()
            .Where(rule => rule != AvailabilityRule.Overlap)
            .Select(rule => string.Concat(rule.ToString().Select((letter, i) =>
                i > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"))),
    ];
}
