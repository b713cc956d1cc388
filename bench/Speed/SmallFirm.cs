using NodaTime;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Domain.Scheduling;
using Slotline.Graph.Access;
using Slotline.Graph.Directory;
using Slotline.Graph.Directory.Services;
using Slotline.Graph.Directory.Technicians;
using Slotline.Graph.Engine;
using Slotline.Persistence;

namespace Slotline.Speed;

/// <summary>
/// A firm that can take any number of requests: two who work around the clock, and requests that hold nothing.
/// </summary>
internal sealed class SmallFirm
{
    public const string Ask = """
        mutation ($input: RequestAppointmentInput!) { requestAppointment(input: $input) {
          appointmentRequest { id reference status version } errors { code message field } } }
        """;

    private static readonly Instant FirstStart = Tomorrow();

    private readonly Service _service;
    private readonly Contact _contact;
    private readonly Technician[] _technicians;
    private int _asked;

    private SmallFirm(Organization organization)
    {
        var id = organization.Id;
        var client = new Client(id, "Acme");
        _service = new Service(id, "On-site visit", [60]) { PendingHoldsSlot = false };
        _contact = new Contact(id, client.Id, "Carla", "carla@acme.test");
        _technicians = [new(id, "Ana", "ana@bench.test"), new(id, "Ben", "ben@bench.test")];
        var dispatcher = new StaffMember(id, "Dora", "dora@bench.test", Role.Dispatcher);
        var account = new Account(id, dispatcher.Email, dispatcher.Id, null);
        var day = new TimeRange(new WallTime(0), new WallTime(24 * 60));
        organization.SetDefaults(new BookingRules(30, 0, 0, 0, 365, null, 0));
        foreach (var technician in _technicians)
        {
            technician.SetWeeklyHours(
                [.. Enumerable.Range(1, 7).Select(weekday => new WeeklyHours((IsoDayOfWeek)weekday, day))]);
        }

        Id = id;
        Rows =
        [
            organization, client, _service, _contact, dispatcher, account, .. _technicians,
            .. _technicians.Select(technician => new Qualification(id, technician.Id, _service.Id)),
            new Session(account, SessionToken.Hash(Token), FirstStart + Duration.FromDays(30)),
        ];
    }

    public Guid Id { get; }

    public string Token { get; } = SessionToken.New();

    public string Technician => GlobalId.Of<TechnicianNode>(_technicians[0].Id);

    private IReadOnlyList<object> Rows { get; }

    public static async Task<SmallFirm> FillAsync(string connectionString)
    {
        await using var database = new SlotlineDatabase(connectionString);
        await SchemaUpdate.ApplyAsync(database, CancellationToken.None);
        var firm = new SmallFirm(new Organization("Small", "small", "Europe/Berlin", Tomorrow()));
        await using var db = database.Open(firm.Id);
        db.AddRange(firm.Rows);
        await db.SaveChangesAsync();
        return firm;
    }

    /// <summary>Another request; each at its own hour of the next year, or at the hour that is named.</summary>
    public string AskBody(int? hour = null) => Http.Body(Ask, new
    {
        input = new
        {
            serviceId = GlobalId.Of<ServiceNode>(_service.Id),
            contactId = GlobalId.Of<ContactNode>(_contact.Id),
            startsAt = (FirstStart + Duration.FromHours(hour ?? Interlocked.Increment(ref _asked) % 4_000)).ToString(),
            timeZone = "Europe/Berlin",
            description = "The printer on the second floor stopped.",
        },
    });

    private static Instant Tomorrow()
    {
        var day = Instant.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 86_400 * 86_400);
        return day + Duration.FromDays(2);
    }
}
