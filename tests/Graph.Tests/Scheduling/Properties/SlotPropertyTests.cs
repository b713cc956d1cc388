using System.Text.Json.Nodes;
using CsCheck;
using NodaTime;
using NodaTime.Text;
using Slotline.Domain.Scheduling;
using Slotline.Domain.Tests.Scheduling;
using Names = Slotline.Domain.Tests.Scheduling.Shop;

namespace Slotline.Graph.Tests.Scheduling.Properties;

/// <summary>
/// On random calendars, made by mutations, the API answers exactly as the naive reference does, and lets just that be
/// asked for, approved and moved. A failure tells the seed; the environment's <c>CsCheck_Seed</c> repeats it.
/// </summary>
public abstract class SlotPropertyTests(SlotServer server)
{
    private const int Calendars = 12;
    private const int Explanations = 14;
    private const int Acts = 6;

    [Fact]
    public Task Offers_explains_and_accepts_what_the_rules_say() =>
        Gen.Select(RandomCalendars.Storable, Gen.Int[0, int.MaxValue - 1])
            .SampleAsync(CheckAsync, iter: Calendars, threads: 1);

    private async Task CheckAsync(Situation situation, int dice)
    {
        var shop = new RandomShop(server, situation);
        var random = new Random(dice);
        try
        {
            await shop.OpenAsync();
            await CompareSearchAsync(shop);
            await CompareExplanationsAsync(shop, random);
            for (var i = 0; i < Acts; i++)
            {
                await ActAsync(shop, random);
                Assert.Equal(Reference(shop), OffersOf(await shop.SearchAsync()));
            }

            await CompareSearchAsync(shop);
        }
        finally
        {
            await shop.CloseAsync();
        }
    }

    private static async Task CompareSearchAsync(RandomShop shop)
    {
        var query = shop.Query;
        var answer = await shop.SearchAsync();
        var days = answer["days"]!.AsArray();

        Assert.Equal(Reference(shop), OffersOf(answer));
        Assert.Equal(
            Enumerable.Range(0, days.Count).Select(i => Write.Text(query.From.PlusDays(i))),
            days.Select(day => (string)day!["date"]!));
        Assert.Equal(query.To, query.From.PlusDays(days.Count - 1));
        Assert.All(days, day => Assert.All(day!["slots"]!.AsArray(), slot => Assert.Equal(
            (string)day["date"]!, Write.Text(InstantOf(slot!["startsAt"]!).InZone(query.Zone).Date))));
        Assert.Equal(NextDate(shop), (string?)answer["nextAvailableDate"]);
    }

    private static List<(Instant Start, string Technicians)> Reference(RandomShop shop) =>
        new NaiveReference(shop.Calendar, shop.Query, shop.Now).Slots();

    private static IEnumerable<(Instant Start, string Technicians)> OffersOf(JsonNode answer) =>
        answer["days"]!.AsArray().SelectMany(day => day!["slots"]!.AsArray())
            .Select(slot => (InstantOf(slot!["startsAt"]!), string.Join(
                ' ', slot["technicians"]!.AsArray().Select(one => (string)one!["name"]!))));

    private static string? NextDate(RandomShop shop)
    {
        var rules = shop.Calendar.Services.Single(one => one.Id == shop.Query.ServiceId).Rules;
        var last = shop.Now.InZone(shop.Calendar.Zone).Date.PlusDays(rules.HorizonDays + 1);
        for (var date = shop.Query.From; date <= last; date = date.PlusDays(1))
        {
            var day = shop.Query with { From = date, To = date };
            if (new NaiveReference(shop.Calendar, day, shop.Now).Slots().Count > 0) return Write.Text(date);
        }

        return null;
    }

    private static async Task CompareExplanationsAsync(RandomShop shop, Random random)
    {
        var reference = shop.ReferenceOf(Names.X, shop.Query.DurationMinutes);
        var offered = reference.Slots();
        for (var i = 0; i < Explanations; i++)
        {
            var at = StartOf(shop, offered, random);
            if (i % 5 == 4) at += Duration.FromSeconds(random.Next(1, 90));
            var told = (await shop.ExplainAsync(at))["technicians"]!.AsArray().Select(one => one!).ToList();

            var technicians = shop.Calendar.Technicians.Where(one => one.ServiceIds.Contains(Names.X)).ToList();
            Assert.Equal(
                technicians.Select(one => $"{at} {one.Name} {reference.IsOffered(one, at)}"),
                told.Select(one => $"{at} {NameOf(one)} {(bool)one["isFree"]!}").Order());
            foreach (var one in technicians.Where(one => !reference.IsOffered(one, at)))
            {
                var rules = RulesOf(told.Single(other => NameOf(other) == one.Name));
                Assert.NotEmpty(rules);
                if (i % 5 != 4) Assert.Equal(PlainRules.Against(shop, one, at), rules.Intersect(PlainRules.All));
            }
        }
    }

    private static Task ActAsync(RandomShop shop, Random random)
    {
        var holds = shop.Calendar.Holds;
        var later = shop.Calendar.Busy.Where(one => one.StartsAt > shop.Now).ToList();
        return random.Next(6) switch
        {
            0 or 1 when holds.Count > 0 => ApproveAsync(shop, holds[random.Next(holds.Count)], random),
            2 when holds.Count > 0 => EditAsync(shop, holds[random.Next(holds.Count)], random),
            3 when later.Count > 0 => MoveAsync(shop, later[random.Next(later.Count)], random),
            4 when later.Count > 0 => CancelAsync(shop, later[random.Next(later.Count)].RequestId),
            _ => AskAsync(shop, random),
        };
    }

    private static async Task AskAsync(RandomShop shop, Random random)
    {
        var able = shop.Calendar.Technicians.Where(one => one.IsActive && one.ServiceIds.Contains(Names.X)).ToList();
        var named = able.Count > 0 && random.Next(2) == 0 ? able[random.Next(able.Count)] : null;
        var reference = shop.ReferenceOf(Names.X, shop.Query.DurationMinutes, named?.Id);
        var at = StartOf(shop, reference.Slots(), random);
        var isOffered = shop.Calendar.Technicians.Any(one => reference.IsOffered(one, at));
        AssertDecided($"Asking for {at} of {named?.Name}", isOffered, await shop.AskAsync(at, named?.Id));
    }

    private static async Task ApproveAsync(RandomShop shop, Hold hold, Random random)
    {
        var technician = shop.Technicians[random.Next(shop.Technicians.Length)];
        var minutes = (int)(hold.EndsAt - hold.StartsAt).TotalMinutes;
        var isOffered = IsOffered(
            shop, shop.ReferenceOf(hold.ServiceId, minutes, technician, hold.RequestId), technician, hold.StartsAt);
        AssertDecided($"Approving {hold} for {technician}", isOffered, await shop.ApproveAsync(hold, technician));
    }

    private static async Task EditAsync(RandomShop shop, Hold hold, Random random)
    {
        // Whoever does not perform a service, or not any more, cannot be wished for.
        var able = shop.Calendar.Technicians.Where(one => one.IsActive && one.ServiceIds.Contains(hold.ServiceId));
        if (hold.TechnicianId is { } named && !able.Any(one => one.Id == named)) return;
        var minutes = MinutesOf(shop, hold.ServiceId);
        var reference = shop.ReferenceOf(hold.ServiceId, minutes, hold.TechnicianId, hold.RequestId);
        var at = StartOf(shop, reference.Slots(), random);
        if (at == hold.StartsAt) return;
        var isOffered = shop.Calendar.Technicians.Any(one => reference.IsOffered(one, at));
        AssertDecided($"Changing {hold} to {at}", isOffered, await shop.EditAsync(hold, at, minutes));
    }

    private static async Task MoveAsync(RandomShop shop, BusyTime busy, Random random)
    {
        var technician = shop.Technicians[random.Next(shop.Technicians.Length)];
        var minutes = MinutesOf(shop, busy.ServiceId);
        var reference = shop.ReferenceOf(busy.ServiceId, minutes, technician, busy.RequestId);
        var at = StartOf(shop, reference.Slots(), random);
        if (at == busy.StartsAt) return;
        var isOffered = IsOffered(shop, reference, technician, at);
        AssertDecided(
            $"Moving {busy} to {at} of {technician}", isOffered, await shop.MoveAsync(busy, at, minutes, technician));
    }

    private static async Task CancelAsync(RandomShop shop, Guid request) =>
        AssertDecided($"Cancelling {request}", true, await shop.CancelAsync(request));

    private static void AssertDecided(string what, bool isOffered, string refusal)
    {
        var isRefusedByRule = refusal == "SLOT_TAKEN"
            || refusal.StartsWith("SLOT_UNAVAILABLE ", StringComparison.Ordinal)
            || refusal.StartsWith("RULES_VIOLATED ", StringComparison.Ordinal);
        Assert.True(isOffered ? refusal.Length == 0 : isRefusedByRule, $"{what}: {isOffered}, but '{refusal}'");
    }

    /// <summary>A start that is offered, every other time, or else any quarter, or minute, of the dates.</summary>
    private static Instant StartOf(
        RandomShop shop, List<(Instant Start, string Technicians)> offered, Random random)
    {
        if (offered.Count > 0 && random.Next(2) == 0) return offered[random.Next(offered.Count)].Start;
        var span = shop.Query.Starts(shop.Now);
        var minute = random.Next((int)(span.End - span.Start).TotalMinutes);
        return span.Start + Duration.FromMinutes(random.Next(3) == 0 ? minute : minute / 15 * 15);
    }

    private static bool IsOffered(RandomShop shop, NaiveReference reference, Guid technician, Instant at) =>
        reference.IsOffered(shop.Calendar.Technicians.Single(one => one.Id == technician), at);

    private static int MinutesOf(RandomShop shop, Guid service) =>
        shop.Calendar.Services.Single(one => one.Id == service).DurationsMinutes[0];

    private static string NameOf(JsonNode standing) => (string)standing["technician"]!["name"]!;

    private static string[] RulesOf(JsonNode standing) =>
        [.. standing["violations"]!.AsArray().Select(one => (string)one!["rule"]!)];

    private static Instant InstantOf(JsonNode text) => InstantPattern.ExtendedIso.Parse((string)text!).Value;
}

[Collection(SqliteSlots.Name)]
public sealed class SqliteSlotPropertyTests(SqliteSlotServer server) : SlotPropertyTests(server);

[Collection(PostgresSlots.Name)]
public sealed class PostgresSlotPropertyTests(PostgresSlotServer server) : SlotPropertyTests(server);
