using NodaTime;
using Slotline.Domain.Scheduling;

namespace Slotline.Graph.Tests.Scheduling.Properties;

/// <summary>The rules that one line each says, in the order of their names in the schema's enum.</summary>
internal static class PlainRules
{
    public static readonly string[] All =
        ["NOT_QUALIFIED", "OVERLAP", "MINIMUM_NOTICE", "BOOKING_HORIZON", "IN_THE_PAST"];

    /// <summary>Those of them that stand against a start of X.</summary>
    public static IEnumerable<string> Against(RandomShop shop, CalendarTechnician technician, Instant at)
    {
        var (calendar, now) = (shop.Calendar, shop.Now);
        var rules = calendar.Services.Single(one => one.Id == shop.Query.ServiceId).Rules;
        var end = at + Duration.FromMinutes(shop.Query.DurationMinutes);
        if (!technician.IsActive) yield return All[0];
        if (calendar.Busy.Any(one => one.TechnicianId == technician.Id && one.StartsAt < end && at < one.EndsAt))
            yield return All[1];
        if (rules.MinimumNoticeMinutes > 0 && at < now + Duration.FromMinutes(rules.MinimumNoticeMinutes))
            yield return All[2];
        if (at.InZone(calendar.Zone).Date > now.InZone(calendar.Zone).Date.PlusDays(rules.HorizonDays))
            yield return All[3];
        if (at < now) yield return All[4];
    }
}
