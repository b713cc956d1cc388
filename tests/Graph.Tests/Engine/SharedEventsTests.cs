using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Slotline.Domain.Directory;
using Slotline.Graph.Transport;

namespace Slotline.Graph.Tests.Engine;

/// <summary>An event costs as much as there are different questions about it, however many ask.</summary>
public sealed class SharedEventsTests : IDisposable
{
    private const string Question =
        "subscription ($from: Int, $greeting: String) { newsCame(from: $from) { number text(greeting: $greeting) } }";

    private readonly LibraryHost _library = new();

    [Fact]
    public async Task It_is_told_once_to_all_who_ask_the_same_and_they_share_its_bytes()
    {
        await using var staying = await StayAsync(new { greeting = "Hi" });
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReadAsync(5, new { greeting = "Hi" })));

        Assert.Equal(5, _library.Shelf.Tellings);
        Assert.Equal("""{"data":{"newsCame":{"number":4,"text":"Hi Dispatcher, 4"}}}""", TextOf(all[7][4]));
        Assert.All(all, answers => Assert.Same(BytesOf(all[0][3]), BytesOf(answers[3])));
    }

    [Fact]
    public async Task Where_they_begin_makes_no_difference()
    {
        await using var staying = await StayAsync(new { from = 2 });
        var all = await ReadAsync(5, new { from = 0 });
        var later = await ReadAsync(2, new { from = 3 });

        Assert.Equal(5, _library.Shelf.Tellings);
        Assert.Equal([BytesOf(all[3]), BytesOf(all[4])], later.Select(BytesOf));
    }

    [Fact]
    public async Task Other_variables_another_selection_and_other_rights_are_other_questions()
    {
        await using var staying = await StayAsync(new { greeting = "Hi" });

        var other = await ReadAsync(1, new { greeting = "Ho" });
        var admin = await ReadAsync(1, new { greeting = "Hi" }, CallerOf(Role.Admin));
        var less = await ReadAsync(
            1, new { greeting = "Hi" }, query: Question.Replace("number ", "", StringComparison.Ordinal));

        Assert.Equal(4, _library.Shelf.Tellings);
        Assert.Contains("Ho Dispatcher", TextOf(other[0]), StringComparison.Ordinal);
        Assert.Contains("Hi Admin", TextOf(admin[0]), StringComparison.Ordinal);
        Assert.Equal("""{"data":{"newsCame":{"text":"Hi Dispatcher, 0"}}}""", TextOf(less[0]));
    }

    [Theory]
    [InlineData(Role.ClientMember, 2)]
    [InlineData(Role.ClientAdmin, 1)]
    [InlineData(Role.Dispatcher, 1)]
    public async Task A_client_member_is_somebody_others_are_their_role(Role role, int tellings)
    {
        await using var staying = await StayAsync(caller: CallerOf(role));

        await ReadAsync(1, null, CallerOf(role));

        Assert.Equal(tellings, _library.Shelf.Tellings);
    }

    [Fact]
    public async Task When_the_first_who_asked_goes_away_meanwhile_the_others_are_still_told()
    {
        _library.Shelf.TimeToTell = TimeSpan.FromMilliseconds(300);
        using var gone = new CancellationTokenSource();
        var first = ReadAsync(1, null, cancellationToken: gone.Token);
        while (_library.Shelf.Tellings == 0)
        {
            await Task.Delay(5);
        }

        var second = ReadAsync(1, null);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Contains("Hello Dispatcher, 0", TextOf((await second)[0]), StringComparison.Ordinal);
        Assert.Equal(1, _library.Shelf.Tellings);
    }

    [Fact]
    public async Task When_nobody_asks_any_more_nothing_is_kept()
    {
        await ReadAsync(1, null);

        await ReadAsync(1, null);

        Assert.Equal(2, _library.Shelf.Tellings);
    }

    [Fact]
    public async Task What_was_told_long_ago_is_told_anew()
    {
        using var library = new LibraryHost(options => options.SharedAnswersFresh = TimeSpan.FromMilliseconds(1));
        library.Shelf.News.AddRange(Enumerable.Repeat(library.Shelf.News[0], 3));
        library.Shelf.TimeToTell = TimeSpan.FromMilliseconds(20);

        await ReadAsync(8, null, library: library);

        Assert.Equal(8, library.Shelf.Tellings);
    }

    public void Dispose() => _library.Dispose();

    private async Task<List<ReadOnlyMemory<byte>>> ReadAsync(
        int count,
        object? variables,
        Caller? caller = null,
        string query = Question,
        LibraryHost? library = null,
        CancellationToken cancellationToken = default)
    {
        library ??= _library;
        await using var scope = library.Services.CreateAsyncScope();
        var stream = Assert.IsType<GraphStream>(await library.StartAsync(
            scope.ServiceProvider, query, variables, caller
                ?? CallerOf(Role.Dispatcher), cancellationToken: cancellationToken));
        return await stream.Responses.Take(count).ToListAsync(CancellationToken.None);
    }

    /// <summary>Somebody who stays, so that whoever comes later does not come alone.</summary>
    private async Task<IAsyncDisposable> StayAsync(object? variables = null, Caller? caller = null)
    {
        var scope = _library.Services.CreateAsyncScope();
        var stream = Assert.IsType<GraphStream>(await _library.StartAsync(
            scope.ServiceProvider, Question, variables, caller ?? CallerOf(Role.Dispatcher)));
        var reader = stream.Responses.GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        return reader;
    }

    private static Caller CallerOf(Role role) => new()
    {
        OrganizationId = Guid.Empty,
        Actor = new Actor(
            role is Role.ClientAdmin or Role.ClientMember ? ActorKind.Contact : ActorKind.StaffMember,
            Guid.CreateVersion7(),
            "Somebody",
            null),
        Role = role,
    };

    private static string TextOf(ReadOnlyMemory<byte> answer) => Encoding.UTF8.GetString(answer.Span);

    private static byte[] BytesOf(ReadOnlyMemory<byte> answer) =>
        MemoryMarshal.TryGetArray(answer, out var segment) ? segment.Array! : throw new InvalidOperationException();
}
