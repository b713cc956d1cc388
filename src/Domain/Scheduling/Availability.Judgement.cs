using System.Diagnostics;
using NodaTime;
using Slotline.Domain.Scheduling.Diaries;
using Slotline.Domain.Scheduling.Timetables;

namespace Slotline.Domain.Scheduling;

public sealed partial class Availability
{
    /// <summary>
    /// Every rule that stands against a wish; none exactly when a search would offer it. With a technician it is the
    /// question whether that one can be booked. Without, it is whether any one of the service's can be, and the rules
    /// are all those that keep some of them from it.
    /// </summary>
    /// <exception cref="Refusal">INVALID_INPUT: no calendar reaches that far, or no slot is that long.</exception>
    public IReadOnlyList<RuleViolation> Violations(SlotWish wish, Instant now)
    {
        if (wish.TechnicianId is { } id)
        {
            var named = Array.Find(_diaries, diary => diary.Technician.Id == id)
                ?? throw new ArgumentException("The technician is not part of the calendar.", nameof(wish));
            return Judge(wish, [named], now)[0].Violations;
        }

        var standings = Standings(wish, now);
        if (standings.Any(standing => standing.IsFree)) return [];
        var active = standings.Where(standing => standing.Technician.IsActive).ToList();
        if (active.Count > 0) return [.. active.SelectMany(one => one.Violations).Distinct().OrderBy(one => one.Rule)];
        var asked = AskFor(wish);
        return Sentences([AvailabilityRule.NotQualified, .. GeneralRules(wish, asked, now)], asked);
    }

    /// <summary>
    /// How each technician of the service stands to a wish: those who are free first, then the least busy on that day,
    /// then by name. Whom the wish names does not matter.
    /// </summary>
    /// <exception cref="Refusal">INVALID_INPUT: no calendar reaches that far, or no slot is that long.</exception>
    public IReadOnlyList<TechnicianStanding> Standings(SlotWish wish, Instant now)
    {
        var service = _services[wish.ServiceId];
        return
        [
            .. Judge(wish, Array.FindAll(_diaries, diary => diary.Performs(service)), now)
                .OrderByDescending(standing => standing.IsFree)
                .ThenBy(standing => standing.AppointmentsThatDay),
        ];
    }

    /// <summary>
    /// Who is to be booked when nobody chooses: the technician that the wish names, else of those free the least busy
    /// on that day, and of these the first by name. Null when the wish is not offered.
    /// </summary>
    /// <exception cref="Refusal">INVALID_INPUT: no calendar reaches that far, or no slot is that long.</exception>
    public CalendarTechnician? LeastBusy(SlotWish wish, Instant now) => Standings(wish, now)
        .Where(standing => wish.TechnicianId is not { } id || standing.Technician.Id == id)
        .FirstOrDefault(standing => standing.IsFree)
        ?.Technician;

    private Question AskFor(SlotWish wish) =>
        QuestionOf(wish.ServiceId, wish.DurationMinutes, wish.ExcludeRequestId);

    private TechnicianStanding[] Judge(SlotWish wish, Diary[] diaries, Instant now)
    {
        var starts = wish.Starts(now);
        var asked = AskFor(wish);
        RequireLoaded(starts, asked.Duration);
        var minute = EpochMinute.Floor(wish.StartsAt);
        var held = _holds.Obstacles(asked, diaries, minute, minute + 1);
        return Array.ConvertAll(diaries, diary => new TechnicianStanding(
            diary.Technician,
            IsOffered(wish, asked, diary, held[diary.Index], now)
                ? []
                : RulesAgainst(wish, asked, diary, held[diary.Index], now),
            diary.AppointmentsOn(diary.Days.DayOf(minute), asked)));
    }

    /// <summary>What a search says of one minute and one technician.</summary>
    private bool IsOffered(SlotWish wish, Question asked, Diary diary, IEnumerable<Obstacle> held, Instant now)
    {
        var (from, to) = Open(asked, wish.Starts(now), now);
        if (from == to || EpochMinute.ToInstant(from) != wish.StartsAt) return false;
        if (!diary.IsQualifiedFor(asked.Service) || !asked.IsDurationOffered) return false;
        var starts = new MinuteSet(stackalloc ulong[1], from, to);
        FillFreeStarts(starts, asked, diary, held, []);
        return starts.Contains(from);
    }

    private RuleViolation[] RulesAgainst(
        SlotWish wish, Question asked, Diary diary, IEnumerable<Obstacle> held, Instant now)
    {
        var start = EpochMinute.Floor(wish.StartsAt);
        var isWholeMinute = EpochMinute.ToInstant(start) == wish.StartsAt;
        var rules = GeneralRules(wish, asked, now).ToList();
        if (!diary.IsQualifiedFor(asked.Service)) rules.Add(AvailabilityRule.NotQualified);
        rules.AddRange(diary.Timetable.RulesAgainst(start, start + asked.Duration));
        if (diary.Timetable.Covers(start) && !(isWholeMinute && diary.Timetable.IsOnGrid(start, asked.Step)))
            rules.Add(AvailabilityRule.OffGrid);
        var obstacles = new List<Obstacle>();
        // A start within a minute keeps some seconds of the last minute too.
        var covered = isWholeMinute ? asked : asked with { Duration = asked.Duration + 1 };
        CollectObstacles(start, start + 1, covered, diary, held, obstacles);
        rules.AddRange(obstacles.Where(obstacle => obstacle.Forbids(start)).Select(obstacle => obstacle.Rule));
        return rules.Count > 0
            ? Sentences(rules, asked)
            : throw new UnreachableException($"No rule stands against {wish}, which is not offered.");
    }

    private IEnumerable<AvailabilityRule> GeneralRules(SlotWish wish, Question asked, Instant now)
    {
        if (!asked.Service.IsBookable) yield return AvailabilityRule.ServiceNotBookable;
        if (!asked.IsDurationOffered) yield return AvailabilityRule.Duration;
        if (wish.StartsAt < now) yield return AvailabilityRule.InThePast;
        if (asked.Service.Rules.MinimumNoticeMinutes > 0 && wish.StartsAt < EarliestStart(asked, now))
            yield return AvailabilityRule.MinimumNotice;
        if (wish.StartsAt >= HorizonEnd(asked, now)) yield return AvailabilityRule.BookingHorizon;
    }

    private static RuleViolation[] Sentences(IEnumerable<AvailabilityRule> rules, Question asked) =>
        [.. rules.Distinct().Order().Select(rule => new RuleViolation(rule, Sentence(rule, asked)))];

    private static string Sentence(AvailabilityRule rule, Question asked) => rule switch
    {
        AvailabilityRule.ServiceNotBookable => "The service is not offered for booking.",
        AvailabilityRule.NotQualified => "No active technician who performs the service was asked for.",
        AvailabilityRule.OutsideWorkingHours => "The time is not inside working hours.",
        AvailabilityRule.TimeOff => "The technician is off, or works other hours, on that date.",
        AvailabilityRule.OrganizationClosed => "The organization is closed, or keeps other hours, on that date.",
        AvailabilityRule.Overlap => "Another appointment overlaps the time.",
        AvailabilityRule.Buffer => "The time is too close to another appointment.",
        AvailabilityRule.Held => "A pending request holds the last free technician.",
        AvailabilityRule.MinimumNotice =>
            $"The start must be at least {asked.Service.Rules.MinimumNoticeMinutes} minutes ahead.",
        AvailabilityRule.BookingHorizon =>
            $"The start must be at most {asked.Service.Rules.HorizonDays} days ahead.",
        AvailabilityRule.DailyCap => "The technician or the service has its most appointments on that day already.",
        AvailabilityRule.OffGrid =>
            $"The start is not on the grid: a step of {asked.Step} minutes from where working hours begin.",
        AvailabilityRule.Duration =>
            $"The service does not take {asked.Duration} minutes.",
        AvailabilityRule.InThePast => "The start has passed.",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };
}
