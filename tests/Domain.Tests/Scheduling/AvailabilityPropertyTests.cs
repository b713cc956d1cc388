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

    [Fact]
    public void Follows_changes_as_if_it_were_made_anew() => Gen.Select(
        RandomCalendars.Any, Gen.Int[1, 1 << 11]).Sample(
        (situation, chosen) =>
        {
            var after = situation.Calendar;
            Guid[] requests = [.. after.Busy.Select(one => one.RequestId), .. after.Holds.Select(one => one.RequestId)];
            var changed = requests.Where((_, i) => (chosen >> i & 1) != 0).ToHashSet();
            // Of those that changed, every other one was elsewhere before, and the rest were not there at all.
            var elsewhere = Duration.FromMinutes(75);
            var before = after with
            {
                Busy =
                [
                    .. after.Busy.Where(one => !changed.Contains(one.RequestId)),
                    .. after.Busy.Where((one, i) => i % 2 == 0 && changed.Contains(one.RequestId))
                        .Select(one => one with
                        { StartsAt = one.StartsAt + elsewhere, EndsAt = one.EndsAt + elsewhere }),
                ],
                Holds =
                [
                    .. after.Holds.Where(one => !changed.Contains(one.RequestId)),
                    .. after.Busy.Where((one, i) => i % 2 == 1 && changed.Contains(one.RequestId)).Select(one =>
                        new Hold(one.RequestId, one.ServiceId, null, one.StartsAt, one.StartsAt + elsewhere)),
                ],
            };
            var availability = new Availability(before).After(new CalendarChanges(
                changed,
                [.. after.Busy.Where(one => changed.Contains(one.RequestId))],
                [.. after.Holds.Where(one => changed.Contains(one.RequestId))]));

            Assert.Equal(Slots(situation), Slots(situation, availability));
            Assert.Equal(new Availability(after).Size, availability.Size);
        },
        iter: 1000);

    private static List<(Instant Start, string Technicians)> Slots(
        Situation situation, Availability? availability = null) =>
        [.. (availability ?? new Availability(situation.Calendar)).Search(situation.Query, situation.Now)
            .SelectMany(day => day.Slots)
            .Select(slot => (slot.StartsAt, string.Join(' ', slot.Technicians.Select(one => one.Name))))];

    private static IEnumerable<(Instant, string)> Offers(Situation situation) =>
        Slots(situation)
            .SelectMany(slot => slot.Technicians.Split(' '), (slot, technician) => (slot.Start, technician));
}
