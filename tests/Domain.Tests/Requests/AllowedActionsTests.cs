using NodaTime;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Requests;

/// <summary>What each role is offered in each state; the buttons of every screen.</summary>
public sealed class AllowedActionsTests
{
    private const string Decider = "Dispatcher";
    private const string Assigned = "Technician of it";
    private const string Colleague = "Another technician";
    private const string Asker = "Client";
    private const string Reader = "Program that reads";

    private readonly Desk _desk = new();

    [Theory]
    [InlineData("Pending", Decider, "Update, Cancel, Approve, Decline, LinkTicket, EditNotes")]
    [InlineData("Upcoming", Decider, "Cancel, Reschedule, LinkTicket, EditNotes")]
    [InlineData("After cut-off", Decider, "Cancel, Reschedule, LinkTicket, EditNotes")]
    [InlineData("Starting", Decider, "Cancel, Reschedule, Close, LinkTicket, EditNotes")]
    [InlineData("Begun", Decider, "Reschedule, Close, LinkTicket, EditNotes")]
    [InlineData("Completed", Decider, "LinkTicket, EditNotes")]
    [InlineData("Declined", Decider, "LinkTicket, EditNotes")]
    [InlineData("Withdrawn", Decider, "LinkTicket, EditNotes")]
    [InlineData("CalledOff", Decider, "LinkTicket, EditNotes")]
    [InlineData("Pending", Assigned, "")]
    [InlineData("Upcoming", Assigned, "EditNotes")]
    [InlineData("Begun", Assigned, "Close, EditNotes")]
    [InlineData("Completed", Assigned, "EditNotes")]
    [InlineData("CalledOff", Assigned, "EditNotes")]
    [InlineData("Pending", Colleague, "")]
    [InlineData("Upcoming", Colleague, "")]
    [InlineData("Begun", Colleague, "")]
    [InlineData("Pending", Asker, "Update, Cancel")]
    [InlineData("Upcoming", Asker, "Cancel")]
    [InlineData("After cut-off", Asker, "")]
    [InlineData("Begun", Asker, "")]
    [InlineData("Completed", Asker, "")]
    [InlineData("Declined", Asker, "")]
    [InlineData("Withdrawn", Asker, "")]
    [InlineData("CalledOff", Asker, "")]
    [InlineData("Pending", Reader, "")]
    [InlineData("Begun", Reader, "")]
    public void A_role_is_offered_what_it_may_do_now(string state, string role, string expected)
    {
        var (request, now) = Bring(state);

        var actions = request.StandingUnder(BookingRules.Standard).AllowedActions(CallerIn(role), now);

        Assert.Equal(expected, string.Join(", ", actions));
    }

    [Fact]
    public void An_admin_is_offered_what_a_dispatcher_is()
    {
        var (request, admin) = (_desk.Ask(), Desk.StaffOf("Ada", Role.Admin));

        Assert.Equal(
            request.StandingUnder(BookingRules.Standard).AllowedActions(_desk.Dispatcher, Desk.Now),
            request.StandingUnder(BookingRules.Standard).AllowedActions(admin, Desk.Now));
    }

    [Fact]
    public void A_clients_admin_is_offered_what_its_member_is()
    {
        var (request, admin) = (_desk.Ask(), Desk.CallerOf(ActorKind.Contact, null, "Cora", Role.ClientAdmin));

        Assert.Equal(
            [RequestAction.Update, RequestAction.Cancel],
            request.StandingUnder(BookingRules.Standard).AllowedActions(admin, Desk.Now));
    }

    private (AppointmentRequest Request, Instant Now) Bring(string state)
    {
        var request = state is "Pending" or "Declined" or "Withdrawn" ? _desk.Ask() : _desk.AskAndApprove();
        if (state == "Declined")
        {
            request.Decline(null, _desk.Dispatcher.Actor, Desk.Now);
        }
        else if (state is "Withdrawn" or "CalledOff")
        {
            request.Cancel(null, BookingRules.Standard, _desk.Requester, Desk.Now);
        }
        else if (state == "Completed")
        {
            request.Close(AppointmentOutcome.Completed, _desk.Dispatcher.Actor, Desk.Start);
        }

        return (request, state switch
        {
            "After cut-off" => Desk.Start - Desk.Cutoff + Duration.Epsilon,
            "Starting" => Desk.Start,
            "Begun" or "Completed" => Desk.Start + Duration.Epsilon,
            _ => Desk.Now,
        });
    }

    private Caller CallerIn(string role) => role switch
    {
        Decider => _desk.Dispatcher,
        Assigned => _desk.Technician,
        Colleague => _desk.Technician with { TechnicianId = _desk.Ben.Id },
        Asker => _desk.Requester,
        Reader => _desk.Dispatcher with { Role = null, Permissions = Permissions.RequestsRead },
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "The table has a role of its own."),
    };
}
