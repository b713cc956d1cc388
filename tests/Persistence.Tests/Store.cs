using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Tests.Servers;

namespace Slotline.Persistence.Tests;

/// <summary>A migrated database of a test's own, with one organization in it.</summary>
public sealed class Store : IAsyncDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2026, 8, 10, 9, 0);

    private readonly IAsyncDisposable? _server;
    private readonly string? _file;

    private Store(string connectionString, IAsyncDisposable? server, string? file)
    {
        (ConnectionString, _server, _file) = (connectionString, server, file);
        Database = new SlotlineDatabase(connectionString);
        Changes = new Changes(Database, Clock);
    }

    public string ConnectionString { get; }

    public FakeClock Clock { get; } = new(Now);

    public SlotlineDatabase Database { get; }

    public Changes Changes { get; }

    public Organization Organization { get; private set; } = null!;

    public static async Task<Store> OnPostgresAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var database = await server.CreateDatabaseAsync("migrated", MigrateAsync);
        return await FillAsync(new Store(database.ConnectionString, database, null));
    }

    public static async Task<Store> OnSqliteAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"slotline-{Guid.CreateVersion7():N}.db");
        await MigrateAsync($"Data Source={file}");
        return await FillAsync(new Store($"Data Source={file}", null, file));
    }

    /// <summary>Another organization in the same database.</summary>
    public async Task<Organization> AddOrganizationAsync(string slug)
    {
        var organization = new Organization(slug, slug, "America/New_York", Now);
        await using var db = Database.Open(organization.Id);
        db.Add(organization);
        await db.SaveChangesAsync();
        return organization;
    }

    /// <summary>Runs an act as the organization's only writer of this process.</summary>
    public Task<T> CommitAsync<T>(Func<Change, Task<T>> act) =>
        Changes.CommitAsync(Organization.Id, act, CancellationToken.None);

    public Task CommitAsync(Action<Change> act) => CommitAsync(change =>
    {
        act(change);
        return Task.FromResult(true);
    });

    public async Task<Organization> ReadOrganizationAsync()
    {
        await using var db = Database.Open(Organization.Id);
        return await db.Organizations.SingleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Changes.DisposeAsync();
        await Database.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_file is not null)
        {
            File.Delete(_file);
        }
    }

    private static async Task MigrateAsync(string connectionString)
    {
        await using var database = new SlotlineDatabase(connectionString);
        await SchemaUpdate.ApplyAsync(database, CancellationToken.None);
    }

    private static async Task<Store> FillAsync(Store store)
    {
        store.Organization = await store.AddOrganizationAsync("first");
        return store;
    }
}

/// <summary>The people and things most tests need: one service, two technicians, one client with a contact.</summary>
public sealed record Cast(
    Service Service, Technician Ana, Technician Ben, Client Client, Contact Contact, Caller Dispatcher)
{
    public static async Task<Cast> SaveAsync(Store store)
    {
        var id = store.Organization.Id;
        var client = new Client(id, "Acme");
        var cast = new Cast(
            new Service(id, "On-site visit", [60]),
            new Technician(id, "Ana", "ana@first.test"),
            new Technician(id, "Ben", "ben@first.test"),
            client,
            new Contact(id, client.Id, "Carla", "carla@acme.test"),
            CallerOf(new StaffMember(id, "Dora", "dora@first.test", Role.Dispatcher)));
        var admin = new StaffMember(id, "Ada", "ada@first.test", Role.Admin);
        await store.CommitAsync(change => change.Db.AddRange(
            cast.Service, cast.Ana, cast.Ben, cast.Client, cast.Contact, admin,
            new Qualification(id, cast.Ana.Id, cast.Service.Id), new Qualification(id, cast.Ben.Id, cast.Service.Id)));
        return cast;
    }

    /// <summary>A pending request at an hour of the day after the store's present.</summary>
    public AppointmentRequest Ask(Change change, int hour)
    {
        change.Db.Attach(Service);
        var terms = new RequestTerms
        {
            Service = Service,
            StartsAt = Instant.FromUtc(2026, 8, 11, 0, 0) + Duration.FromHours(hour),
            DurationMinutes = 60,
            TimeZoneId = "Europe/Berlin",
        };
        var requester = new Requester(Contact.Name, Contact.Email, null, Client.Name);
        var request = AppointmentRequest.Request(terms, requester, Contact, [], Dispatcher, change.Now);
        change.Db.Add(request);
        return request;
    }

    /// <summary>Approves a request that this change loads.</summary>
    public async Task<AppointmentRequest> ApproveAsync(Change change, Guid requestId, Technician technician)
    {
        change.Db.Attach(technician);
        var request = await change.Db.AppointmentRequests.Include(r => r.Service).Include(r => r.Appointment)
            .SingleAsync(r => r.Id == requestId);
        var booking = Booking.Of(technician, request.StartsAt, 60, [], []);
        request.Approve(booking, null, null, Dispatcher.Actor, change.Now);
        return request;
    }

    private static Caller CallerOf(StaffMember member) => new()
    {
        OrganizationId = member.OrganizationId,
        Actor = new Actor(ActorKind.StaffMember, member.Id, member.Name, member.Email),
        Role = member.Role,
        Permissions = Caller.PermissionsOf(member.Role),
    };
}
