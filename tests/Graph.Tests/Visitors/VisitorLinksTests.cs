using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Graph.Visitors;
using Slotline.Persistence.Tests;

namespace Slotline.Graph.Tests.Visitors;

/// <summary>What a link is good for, for how long, and on which node.</summary>
public sealed class VisitorLinksTests : IAsyncLifetime
{
    private Store _store = null!;
    private Cast _cast = null!;

    public async Task InitializeAsync()
    {
        _store = await Store.OnSqliteAsync();
        _cast = await Cast.SaveAsync(_store);
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_link_ends_thirty_days_after_the_end_of_the_request()
    {
        var request = await AskAsync(hour: 10);
        var token = await TokenAsync(Node(), request.Id);
        _store.Clock.Reset(request.EndsAt + Duration.FromDays(30) - Duration.FromSeconds(1));
        var found = await Node().FindAsync(token, default);
        Assert.Equal(request.Id, found!.Caller.RequestId);
        Assert.Equal(request.EndsAt + Duration.FromDays(30), found.ExpiresAt);
        _store.Clock.Reset(request.EndsAt + Duration.FromDays(30));
        Assert.Null(await Node().FindAsync(token, default));
    }

    [Fact]
    public async Task Every_node_writes_the_same_link_and_reads_what_another_wrote()
    {
        var request = await AskAsync(hour: 10);
        var (one, other) = (Node(), Node());
        var tokens = await Task.WhenAll(TokenAsync(one, request.Id), TokenAsync(other, request.Id));
        Assert.Single(tokens.Distinct());
        Assert.NotNull(await other.FindAsync(tokens[0], default));
        Assert.NotNull(await Node().FindAsync(tokens[0], default));
    }

    [Fact]
    public async Task A_contacts_request_is_reached_by_no_link()
    {
        var request = await _store.CommitAsync(change => Task.FromResult(_cast.Ask(change, 11)));
        Assert.Null(await Node().FindAsync(await TokenAsync(Node(), request.Id), default));
    }

    [Fact]
    public async Task Another_organizations_key_opens_nothing_here()
    {
        var request = await AskAsync(hour: 10);
        var other = await _store.AddOrganizationAsync("second");
        var theirs = await Node().SignAsync(new LinkToken(LinkToken.Manage, other.Id, request.Id), default);
        Assert.Null(await Node().FindAsync(theirs, default));
    }

    private Task<string> TokenAsync(VisitorLinks links, Guid requestId) =>
        links.SignAsync(new LinkToken(LinkToken.Manage, _store.Organization.Id, requestId), default).AsTask();

    private VisitorLinks Node() =>
        new(_store.Database, new VisitorKeys(_store.Database, _store.Changes), _store.Clock);

    private Task<AppointmentRequest> AskAsync(int hour) => _store.CommitAsync(change =>
    {
        change.Db.Attach(_cast.Service);
        var terms = new RequestTerms
        {
            Service = _cast.Service,
            StartsAt = Instant.FromUtc(2026, 8, 11, hour, 0),
            DurationMinutes = 60,
            TimeZoneId = "Europe/Berlin",
        };
        var visitor = new Requester("Vic Visitor", "vic@visitor.test", null, null);
        var caller = new Caller
        {
            OrganizationId = _store.Organization.Id,
            Actor = new Actor(ActorKind.Visitor, null, visitor.Name, visitor.Email),
            Permissions = Permissions.RequestsWrite,
        };
        var request = AppointmentRequest.Request(terms, visitor, null, [], caller, change.Now);
        change.Db.Add(request);
        return Task.FromResult(request);
    });
}
