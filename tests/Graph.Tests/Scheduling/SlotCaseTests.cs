namespace Slotline.Graph.Tests.Scheduling;

/// <summary>Every slot that a search must find, and no other, through the real API.</summary>
public abstract class SlotCaseTests(SlotServer server)
{
    private static readonly Dictionary<string, SlotCase> Cases = new(
        PlainCases.All.Concat(ClockCases.All).Concat(TakenCases.All).Concat(UnusualCases.All));

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Offers_exactly(string name)
    {
        var one = Cases[name];
        var shop = one.Shop(new Shop(server));
        try
        {
            Assert.Equal(one.Expected, await shop.StartsAsync(one.From, one.To, one.Service, one.Viewer));
        }
        finally
        {
            await shop.CloseAsync();
        }
    }
}

[Collection(SqliteSlots.Name)]
public sealed class SqliteSlotCaseTests(SqliteSlotServer server) : SlotCaseTests(server);

[Collection(PostgresSlots.Name)]
public sealed class PostgresSlotCaseTests(PostgresSlotServer server) : SlotCaseTests(server);
