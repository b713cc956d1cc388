using Microsoft.EntityFrameworkCore;
using NodaTime;
using Slotline.Domain;
using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;
using Slotline.Domain.Requests;
using Slotline.Graph.Access;
using Slotline.Graph.Delivery;
using Slotline.Graph.Delivery.Calendars;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Graph.Notifications;

public sealed record RenewCalendarFeedInput
{
    [ID<TechnicianNode>]
    public required Guid TechnicianId { get; init; }
}

public sealed record RenewCalendarFeedPayload : Payload
{
    /// <summary>Whoever knows it reads the calendar. It is shown now and never again.</summary>
    public string? Url { get; init; }
}

[MutationType]
internal static class CalendarFeedMutations
{
    /// <summary>
    /// Gives a technician's calendar a new secret address, to subscribe to in a calendar program; the old one ends.
    /// Admins, and the technician. Codes: NOT_FOUND, FORBIDDEN.
    /// </summary>
    public static async Task<RenewCalendarFeedPayload> RenewCalendarFeedAsync(
        RenewCalendarFeedInput input,
        Caller caller,
        Changes changes,
        PublicLinks links,
        CancellationToken cancellationToken)
    {
        if (caller.TechnicianId != input.TechnicianId)
        {
            caller.Require(Permissions.SettingsWrite);
        }

        var secret = await changes.CommitAsync(
            caller, change => RenewAsync(change, input.TechnicianId), cancellationToken);
        return new RenewCalendarFeedPayload { Url = links.ToFeed(secret).AbsoluteUri };
    }

    private static async Task<string> RenewAsync(Change change, Guid technicianId)
    {
        if (!await change.Db.Technicians.AnyAsync(t => t.Id == technicianId, change.CancellationToken))
        {
            throw Refusal.NotFound("technician", "technicianId");
        }

        var feed = await change.Db.CalendarFeeds
            .SingleOrDefaultAsync(f => f.TechnicianId == technicianId, change.CancellationToken);
        if (feed is null)
        {
            feed = new CalendarFeed(change.Organization.Id, technicianId);
            change.Db.Add(feed);
        }

        return feed.Renew(change.Now);
    }
}

/// <summary>Serves technicians' calendars at their secret addresses.</summary>
public static class CalendarFeedEndpoint
{
    private const int MostEntries = 2_000;

    private static readonly Duration Past = Duration.FromDays(30);

    public static void MapCalendarFeeds(this IEndpointRouteBuilder app) =>
        app.MapGet("/calendar/{secret:length(64)}.ics", ServeAsync);

    private static async Task<IResult> ServeAsync(
        string secret,
        HttpResponse response,
        SlotlineDatabase database,
        IServiceProvider services,
        IClock clock,
        CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "private, max-age=300";
        response.Headers.XContentTypeOptions = "nosniff";
        var hash = CalendarFeed.HashOf(secret);
        await using var unbound = database.OpenUnbound();
        var feed = await unbound.CalendarFeeds.IgnoreQueryFilters()
            .SingleOrDefaultAsync(f => f.SecretHash == hash, cancellationToken);
        if (feed is null)
        {
            return Results.NotFound();
        }

        await using var db = database.Open(feed.OrganizationId);
        var name = await db.Technicians.Where(t => t.Id == feed.TechnicianId).Select(t => t.Name)
            .SingleAsync(cancellationToken);
        var since = clock.GetCurrentInstant() - Past;
        var entries = await EntriesOf(db, feed.TechnicianId, since).Take(MostEntries).ToListAsync(cancellationToken);
        var text = TechnicianCalendar.Of(name, entries, services.GetRequiredService<PublicLinks>());
        return Results.Text(text, "text/calendar; charset=utf-8");
    }

    private static IQueryable<CalendarEntry> EntriesOf(SlotlineContext db, Guid technicianId, Instant since) =>
        from appointment in db.Appointments
        join request in db.AppointmentRequests on appointment.RequestId equals request.Id
        where appointment.TechnicianId == technicianId
            && appointment.Status != AppointmentStatus.Cancelled
            && appointment.StartsAt > since
        orderby appointment.StartsAt
        select new CalendarEntry
        {
            AppointmentId = appointment.Id,
            Sequence = appointment.Sequence,
            StartsAt = appointment.StartsAt,
            EndsAt = appointment.EndsAt,
            ChangedAt = request.UpdatedAt,
            Reference = request.Reference,
            ServiceName = request.Service.Name,
            RequesterName = request.Requester.Name,
            RequesterPhone = request.Requester.Phone,
            CompanyName = request.Requester.CompanyName,
            Description = request.Description,
        };
}
