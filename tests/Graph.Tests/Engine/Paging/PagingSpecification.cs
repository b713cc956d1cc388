using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Slotline.Domain;
using Slotline.Graph.Engine.Paging;

namespace Slotline.Graph.Tests.Engine.Paging;

/// <summary>What pages promise, on every database.</summary>
public abstract class PagingSpecification : IAsyncLifetime
{
    private static readonly Dictionary<string, Ordering<Item>> Orderings = new()
    {
        ["created"] = Ordering.By((Item item) => item.CreatedAt, descending: true)
            .ThenBy(item => item.Id, descending: true),
        ["name, rank down"] = Ordering.By((Item item) => item.Name)
            .ThenBy(item => item.Rank, true).ThenBy(item => item.Id),
        ["day down, id"] = Ordering.By((Item item) => item.Day, descending: true).ThenBy(item => item.Id),
        ["grade"] = Ordering.By((Item item) => item.Grade).ThenBy(item => item.Id),
        ["id"] = Ordering.By((Item item) => item.Id),
    };

    private DbContextOptions<ItemsContext> _options = null!;

    public static TheoryData<string> Names => [.. Orderings.Keys];

    protected abstract Task<DbContextOptions<ItemsContext>> CreateAsync();

    protected abstract Task DropAsync();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Walking_forward_meets_every_row_once_in_order(string name)
    {
        var expected = await AllAsync(name);
        foreach (var size in new[] { 1, 4, 36, 37, 38 })
        {
            var met = new List<Guid>();
            string? cursor = null;
            while (true)
            {
                var page = await PageAsync(name, PageRequest.Of(first: size, after: cursor));
                met.AddRange(page.Nodes.Select(node => node.Id));
                Assert.Equal(met.Count > page.Nodes.Count, page.PageInfo.HasPreviousPage);
                Assert.Equal(met.Count < expected.Count, page.PageInfo.HasNextPage);
                if (!page.PageInfo.HasNextPage)
                    break;
                cursor = page.PageInfo.EndCursor;
            }

            Assert.Equal(expected, met);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Walking_backward_meets_every_row_once_in_order(string name)
    {
        var expected = await AllAsync(name);
        foreach (var size in new[] { 1, 5, 37, 100 })
        {
            var met = new List<Guid>();
            string? cursor = null;
            while (true)
            {
                var page = await PageAsync(name, PageRequest.Of(last: size, before: cursor));
                met.InsertRange(0, page.Nodes.Select(node => node.Id));
                Assert.Equal(met.Count > page.Nodes.Count, page.PageInfo.HasNextPage);
                Assert.Equal(met.Count < expected.Count, page.PageInfo.HasPreviousPage);
                if (!page.PageInfo.HasPreviousPage)
                    break;
                cursor = page.PageInfo.StartCursor;
            }

            Assert.Equal(expected, met);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Both_cursors_cut_out_what_lies_between(string name)
    {
        var expected = await AllAsync(name);
        var edges = (await PageAsync(name, PageRequest.Of(first: 100))).Edges;

        var forward = await PageAsync(
            name, PageRequest.Of(first: 3, after: edges[4].Cursor, before: edges[10].Cursor));
        var backward = await PageAsync(
            name, PageRequest.Of(last: 3, after: edges[4].Cursor, before: edges[10].Cursor));

        Assert.Equal(expected[5..8], forward.Nodes.Select(node => node.Id));
        Assert.Equal(expected[7..10], backward.Nodes.Select(node => node.Id));
        Assert.Equal((true, true), (forward.PageInfo.HasNextPage, forward.PageInfo.HasPreviousPage));
        Assert.Equal((true, true), (backward.PageInfo.HasNextPage, backward.PageInfo.HasPreviousPage));
    }

    [Fact]
    public async Task An_empty_page_still_says_whether_there_is_more()
    {
        var page = await PageAsync("id", PageRequest.Of(first: 0));

        Assert.Empty(page.Edges);
        Assert.True(page.PageInfo.HasNextPage);
        Assert.Null(page.PageInfo.EndCursor);
        Assert.Equal(37, await page.TotalCount.GetAsync(default));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_is_one_statement_and_its_cursors_are_parameters(string name)
    {
        var first = await PageAsync(name, PageRequest.Of(first: 2));
        var statements = new List<string>();
        var options = new DbContextOptionsBuilder<ItemsContext>(_options)
            .LogTo(statements.Add, [RelationalEventId.CommandExecuted], options: DbContextLoggerOptions.None).Options;
        await using var watched = new ItemsContext(options);

        await watched.Items.ToConnectionAsync(
            Orderings[name],
            PageRequest.Of(first: 2, after: first.PageInfo.EndCursor) with { Wants = field => field == "nodes" },
            default);

        var where = Assert.Single(statements).Split("WHERE")[1];
        Assert.DoesNotMatch("[<>=] '|CASE|CAST", where);
        Assert.Contains("> @", where.Replace('<', '>'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("bm9uc2Vuc2U")]
    [InlineData("W10")]
    [InlineData("WyJhIiwiYiIsImMiXQ")]
    [InlineData("\0")]
    public async Task A_malformed_cursor_is_refused_by_name(string cursor)
    {
        var after = await Assert.ThrowsAsync<Refusal>(() => PageAsync("created", PageRequest.Of(after: cursor)));
        var before = await Assert.ThrowsAsync<Refusal>(() => PageAsync("created", PageRequest.Of(before: cursor)));

        Assert.Equal((RefusalCode.InvalidInput, "after"), (after.Code, Assert.Single(after.Field)));
        Assert.Equal((RefusalCode.InvalidInput, "before"), (before.Code, Assert.Single(before.Field)));
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var page = await PageAsync("id", PageRequest.Of(first: 1));

        await Assert.ThrowsAsync<Refusal>(() => PageAsync("grade", PageRequest.Of(after: page.PageInfo.EndCursor)));
    }

    [Theory]
    [InlineData(-1, null, "first")]
    [InlineData(101, null, "first")]
    [InlineData(int.MinValue, null, "first")]
    [InlineData(null, -1, "last")]
    [InlineData(null, 101, "last")]
    [InlineData(1, 1, "last")]
    public void A_size_out_of_bounds_is_refused(int? first, int? last, string field)
    {
        var refusal = Assert.Throws<Refusal>(() => PageRequest.Of(first: first, last: last));

        Assert.Equal((RefusalCode.InvalidInput, field), (refusal.Code, Assert.Single(refusal.Field)));
    }

    public async Task InitializeAsync()
    {
        _options = await CreateAsync();
        await using var context = new ItemsContext(_options);
        await context.Database.EnsureCreatedAsync();
        context.AddRange(Item.Some);
        await context.SaveChangesAsync();
    }

    public Task DisposeAsync() => DropAsync();

    private async Task<List<Guid>> AllAsync(string name)
    {
        await using var context = new ItemsContext(_options);
        var sorted = Orderings[name].Sort(context.Items, reversed: false);
        return await sorted.Select(item => item.Id).ToListAsync();
    }

    private async Task<Connection<ItemNode>> PageAsync(string name, PageRequest page)
    {
        await using var context = new ItemsContext(_options);
        return await context.Items.ToConnectionAsync(
            Orderings[name], page, item => new ItemNode(item.Id, item.Name), default);
    }
}
