using Ical.Net;
using Ical.Net.CalendarComponents;
using NodaTime;
using Slotline.Domain.Notifications;

namespace Slotline.Graph.Delivery.Calendars;

/// <summary>One appointment in a technician's calendar.</summary>
internal sealed record CalendarEntry
{
    public required Guid AppointmentId { get; init; }

    public required int Sequence { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant EndsAt { get; init; }

    public required Instant ChangedAt { get; init; }

    public required string Reference { get; init; }

    public required string ServiceName { get; init; }

    public required string RequesterName { get; init; }

    public required string? RequesterPhone { get; init; }

    public required string? CompanyName { get; init; }

    public required string? Description { get; init; }
}

/// <summary>A technician's appointments as a calendar to subscribe to.</summary>
internal static class TechnicianCalendar
{
    public static string Of(string technicianName, IEnumerable<CalendarEntry> entries, PublicLinks links)
    {
        var calendar = new Calendar { Method = "PUBLISH", ProductId = CalendarText.Product, Scale = "GREGORIAN" };
        calendar.AddProperty("X-WR-CALNAME", CalendarText.Name(technicianName));
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT15M");
        calendar.AddProperty("X-PUBLISHED-TTL", "PT15M");
        foreach (var entry in entries)
            calendar.Events.Add(EventOf(entry, links));
        return CalendarText.Of(calendar);
    }

    private static CalendarEvent EventOf(CalendarEntry entry, PublicLinks links)
    {
        var link = links.ToRequest(Audience.Technician, entry.Reference);
        string?[] lines =
            [entry.RequesterName, entry.RequesterPhone, entry.Description, entry.Reference, link.AbsoluteUri];
        return new CalendarEvent
        {
            Uid = CalendarFile.UidOf(entry.AppointmentId),
            Sequence = entry.Sequence,
            DtStamp = CalendarText.At(entry.ChangedAt),
            DtStart = CalendarText.At(entry.StartsAt),
            DtEnd = CalendarText.At(entry.EndsAt),
            Status = "CONFIRMED",
            Transparency = "OPAQUE",
            Summary = CalendarText.Text($"{entry.ServiceName} – {entry.CompanyName ?? entry.RequesterName}"),
            Description = CalendarText.Text(string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)))),
            Url = link,
        };
    }
}
