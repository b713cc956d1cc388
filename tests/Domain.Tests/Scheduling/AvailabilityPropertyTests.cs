using CsCheck;
using NodaTime;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Scheduling;

public sealed class AvailabilityPropertyTests
{
    [Fact]
    public void Answers_as_the_naive_reference_does() => RandomCalendars.Any.Sample(
        situation => Assert.Equal(
            new NaiveReference(situation.Calendar, situation.Query, situation.Now).Slots(), Slots(situation)),
        iter: 400);

    [Fact]
    public void Accepts_what_it_offers_and_names_a_rule_against_all_else() => RandomCalendars.Any.Sample(
        situation =>
        {
            var availability = new Availability(situation.Calendar);
            var offered = Slots(situation).Select(slot => slot.Start).ToHashSet();
            var (from, to) = (situation.Query.Starts(situation.Now).Start, situation.Query.Starts(situation.Now).End);
            for (var at = from; at < to; at += Duration.FromMinutes(5))
            {
                var wish = new SlotWish(Shop.X, at, situation.Query.DurationMinutes)
                {
                    TechnicianId = situation.Query.TechnicianId,
                    ExcludeRequestId = situation.Query.ExcludeRequestId,
                };
                Assert.Equal(offered.Contains(at), availability.Violations(wish, situation.Now).Count == 0);
            }
        },
        iter: 60);

    [Fact]
    public void Never_gains_a_slot_by_an_appointment() => RandomCalendars.Any.Sample(
        situation =>
        {
            if (situation.Calendar.Busy.Count == 0) return;
            var fewer =
                situation with { Calendar = situation.Calendar with { Busy = [.. situation.Calendar.Busy.Skip(1)] } };
            Assert.Empty(Offers(situation).Except(Offers(fewer)));
        },
        iter: 3000);

    [Fact]
    public void Does_not_depend_on_the_order_of_rows() => RandomCalendars.Any.Sample(
        situation =>
        {
            var calendar = situation.Calendar;
            var reversed = calendar with
            {
                Services = [.. calendar.Services.Reverse()],
                Technicians = [.. calendar.Technicians.Reverse()],
                Busy = [.. calendar.Busy.Reverse()],
                Holds = [.. calendar.Holds.Reverse()],
            };
            Assert.Equal(Slots(situation), Slots(situation with { Calendar = reversed }));
        },
        iter: 1000);

    [Fact]
    public void Does_not_depend_on_how_dates_are_split_or_grouped() => RandomCalendars.Any.Sample(
        situation =>
        {
            var query = situation.Query;
            var whole = Slots(
                situation with { Query = query with { From = query.From.PlusDays(-1), To = query.To.PlusDays(1) } });
            var first = Slots(situation with { Query = query with { To = query.From } });
            var second = Slots(situation with { Query = query with { From = query.To } });
            var span = query.Starts(situation.Now);
            Assert.Equal(whole.Where(slot => span.Contains(slot.Start)), first.Concat(second));
            var elsewhere = Slots(situation with
            {
                Query =
                    query with { From = query.From.PlusDays(-1), To = query.To.PlusDays(1), Zone = DateTimeZone.Utc },
            });
            Assert.Equal(Slots(situation), elsewhere.Where(slot => span.Contains(slot.Start)));
        },
        iter: 1000);

    [Fact]
    public void Does_not_depend_on_how_far_the_calendar_is_loaded() => RandomCalendars.Any.Sample(
        situation =>
        {
            var loaded = Calendar.SpanFor(situation.Query.Starts(situation.Now), situation.Query.DurationMinutes);
            var calendar = situation.Calendar;
            var narrow = calendar with
            {
                Loaded = loaded,
                Busy = [.. calendar.Busy.Where(busy => busy.StartsAt < loaded.End && busy.EndsAt > loaded.Start)],
                Holds = [.. calendar.Holds.Where(hold => hold.StartsAt < loaded.End && hold.EndsAt > loaded.Start)],
            };
            Assert.Equal(Slots(situation), Slots(situation with { Calendar = narrow }));
        },
        iter: 1000);

    private static List<(Instant Start, string Technicians)> Slots(Situation situation) =>
        [.. new Availability(situation.Calendar).Search(situation.Query, situation.Now)
            .SelectMany(day => day.Slots)
            .Select(slot => (slot.StartsAt, string.Join(' ', slot.Technicians.Select(one => one.Name))))];

    private static IEnumerable<(Instant, string)> Offers(Situation situation) =>
        Slots(situation)
            .SelectMany(slot => slot.Technicians.Split(' '), (slot, technician) => (slot.Start, technician));
}
