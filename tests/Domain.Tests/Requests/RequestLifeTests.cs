using NodaTime;
using Slotline.Domain.Requests;
using Slotline.Domain.Scheduling;

namespace Slotline.Domain.Tests.Requests;

/// <summary>
/// Every state against every verb. A cell says what comes of it: the event, with an arrow to the new state where it
/// changes; or the refusal, with an exclamation mark.
/// </summary>
public sealed class RequestLifeTests
{
    private const string Open =
        """
        verb                | Pending               | Upcoming              | After cut-off         | Begun
        Update              | Edited                | !NotPending           | !NotPending           | !NotPending
        Cancel by client    | Cancelled > Withdrawn | Cancelled > CalledOff | !TooLate              | !TooLate
        Cancel by staff     | Cancelled > Withdrawn | Cancelled > CalledOff | Cancelled > CalledOff | !TooLate
        Approve             | Approved > Upcoming   | !NotPending           | !NotPending           | !NotPending
        Decline             | Declined > Declined   | !NotPending           | !NotPending           | !NotPending
        Move                | !NotApproved          | Rescheduled           | Rescheduled           | Rescheduled
        Reassign            | !NotApproved          | Reassigned            | Reassigned            | Reassigned
        LinkTicket          | TicketLinked          | TicketLinked          | TicketLinked          | TicketLinked
        UpdateInternalNotes | Noted                 | Noted                 | Noted                 | Noted
        Complete            | !NotApproved          | !TooEarly             | !TooEarly             | Completed > Done
        Mark as missed      | !NotApproved          | !TooEarly             | !TooEarly             | NoShow > Missed
        """;

    private const string Closed =
        """
        verb                | Done            | Missed          | Declined        | Withdrawn       | CalledOff
        Update              | !NotPending     | !NotPending     | !NotPending     | !NotPending     | !NotPending
        Cancel by client    | !NotCancellable | !NotCancellable | !NotCancellable | !NotCancellable | !NotCancellable
        Cancel by staff     | !NotCancellable | !NotCancellable | !NotCancellable | !NotCancellable | !NotCancellable
        Approve             | !NotPending     | !NotPending     | !NotPending     | !NotPending     | !NotPending
        Decline             | !NotPending     | !NotPending     | !NotPending     | !NotPending     | !NotPending
        Move                | !NotApproved    | !NotApproved    | !NotApproved    | !NotApproved    | !NotApproved
        Reassign            | !NotApproved    | !NotApproved    | !NotApproved    | !NotApproved    | !NotApproved
        LinkTicket          | TicketLinked    | TicketLinked    | TicketLinked    | TicketLinked    | TicketLinked
        UpdateInternalNotes | Noted           | Noted           | Noted           | Noted           | Noted
        Complete            | !NotApproved    | !NotApproved    | !NotApproved    | !NotApproved    | !NotApproved
        Mark as missed      | !NotApproved    | !NotApproved    | !NotApproved    | !NotApproved    | !NotApproved
        """;

    private readonly Desk _desk = new();

    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, string>();
            foreach (var table in (string[])[Open, Closed])
            {
                var rows = table.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
                foreach (var row in rows.Skip(1))
                {
                    for (var column = 1; column < row.Length; column++)
                    {
                        cells.Add(rows[0][column], row[0], row[column]);
                    }
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_verb_does_what_the_table_says_in_each_state(string state, string verb, string expected)
    {
        var (request, now) = Bring(state);
        var (version, events) = (request.Version, request.Events.Count);
        var before = Describe(request);

        string outcome;
        try
        {
            Do(verb, request, now);
            var after = StateOf(request);
            outcome = $"{request.Events[^1].Type}{(after == SettledName(state) ? "" : $" > {after}")}";
            Assert.Equal((version + 1, events + 1), (request.Version, request.Events.Count));
            Assert.Equal((request.Version, now), (request.Events[^1].RequestVersion, request.Events[^1].OccurredAt));
            Assert.Equal(now, request.UpdatedAt);
        }
        catch (Refusal refusal)
        {
            outcome = $"!{refusal.Code}";
            Assert.Same(request, refusal.Current);
            Assert.Equal((version, events), (request.Version, request.Events.Count));
            Assert.Equal(before, Describe(request));
        }

        Assert.Equal(expected, outcome);
    }

    [Fact]
    public void The_table_names_every_state_against_every_verb_once()
    {
        var cells = Cells.Select(cell => (State: (string)cell[0], Verb: (string)cell[1])).ToList();

        Assert.Equal(9, cells.Select(cell => cell.State).Distinct().Count());
        Assert.Equal(11, cells.Select(cell => cell.Verb).Distinct().Count());
        Assert.Equal(9 * 11, cells.Distinct().Count());
    }

    [Fact]
    public void Cut_off_and_start_themselves_are_still_in_time_to_cancel()
    {
        var (byClient, byStaff) = (_desk.AskAndApprove(), _desk.AskAndApprove());

        byClient.Cancel(null, BookingRules.Standard, _desk.Requester, Desk.Start - Desk.Cutoff);
        byStaff.Cancel(null, BookingRules.Standard, _desk.Dispatcher, Desk.Start);

        Assert.Equal(AppointmentRequestStatus.Cancelled, byClient.Status);
        Assert.Equal(AppointmentRequestStatus.Cancelled, byStaff.Status);
    }

    [Fact]
    public void The_cut_off_is_the_organizations_where_the_service_has_none()
    {
        _desk.Service.Govern(ServiceBookingRules.Inherited);
        var defaults = BookingRules.Standard with { CancellationCutoffMinutes = 60 };
        var request = _desk.AskAndApprove();
        var lastMoment = Desk.Start - Desk.Hour;

        var refusal = Assert.Throws<Refusal>(() =>
            request.Cancel(null, defaults, _desk.Requester, lastMoment + Duration.Epsilon));
        request.Cancel(null, defaults, _desk.Requester, lastMoment);

        Assert.Equal(RefusalCode.TooLate, refusal.Code);
    }

    /// <summary>A request in a state, and the moment at which it is in it.</summary>
    private (AppointmentRequest Request, Instant Now) Bring(string state)
    {
        var request = state is "Pending" or "Declined" or "Withdrawn" ? _desk.Ask() : _desk.AskAndApprove();
        var now = state switch
        {
            "After cut-off" => Desk.Start - Desk.Cutoff + Duration.Epsilon,
            "Begun" or "Done" or "Missed" => Desk.Start + Duration.Epsilon,
            _ => Desk.Now + Desk.Hour,
        };
        switch (state)
        {
            case "Done":
                Do("Complete", request, now);
                break;
            case "Missed":
                Do("Mark as missed", request, now);
                break;
            case "Declined":
                Do("Decline", request, now);
                break;
            case "Withdrawn" or "CalledOff":
                Do("Cancel by client", request, now);
                break;
        }

        return (request, now);
    }

    private void Do(string verb, AppointmentRequest request, Instant now)
    {
        var (by, defaults) = (_desk.Dispatcher.Actor, BookingRules.Standard);
        Action act = verb switch
        {
            "Update" => () => request.Update(_desk.Terms with { Description = "Stairs" }, [], _desk.Requester, now),
            "Cancel by client" => () => request.Cancel("Ill", defaults, _desk.Requester, now),
            "Cancel by staff" => () => request.Cancel("Strike", defaults, _desk.Dispatcher, now),
            "Approve" => () => request.Approve(Desk.Book(_desk.Ana, Desk.Start), "By lift", _desk.Ticket, by, now),
            "Decline" => () => request.Decline("Fully booked", by, now),
            "Move" => () => request.Reschedule(Desk.Book(_desk.Ana, Desk.Start + Desk.Hour), by, now),
            "Reassign" => () => request.Reschedule(Desk.Book(_desk.Ben, Desk.Start), by, now),
            "LinkTicket" => () => request.LinkTicket(_desk.Ticket, by, now),
            "UpdateInternalNotes" => () => request.UpdateInternalNotes("Bring cake", by, now),
            "Complete" => () => request.Close(AppointmentOutcome.Completed, by, now),
            "Mark as missed" => () => request.Close(AppointmentOutcome.NoShow, by, now),
            _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, "The table has a verb of its own."),
        };
        act();
    }

    /// <summary>The table tells three moments of an upcoming appointment apart; the request itself does not.</summary>
    private static string SettledName(string state) => state is "After cut-off" or "Begun" ? "Upcoming" : state;

    private static string StateOf(AppointmentRequest request) => (request.Status, request.Appointment?.Status) switch
    {
        (AppointmentRequestStatus.Pending, null) => "Pending",
        (AppointmentRequestStatus.Approved, AppointmentStatus.Scheduled) => "Upcoming",
        (AppointmentRequestStatus.Approved, AppointmentStatus.Completed) => "Done",
        (AppointmentRequestStatus.Approved, AppointmentStatus.NoShow) => "Missed",
        (AppointmentRequestStatus.Declined, null) => "Declined",
        (AppointmentRequestStatus.Cancelled, null) => "Withdrawn",
        (AppointmentRequestStatus.Cancelled, AppointmentStatus.Cancelled) => "CalledOff",
        var impossible => impossible.ToString(),
    };

    /// <summary>Everything a refused verb must leave as it was.</summary>
    private static string Describe(AppointmentRequest request) => string.Join('|',
        StateOf(request), request.StartsAt, request.EndsAt, request.TechnicianId, request.Description, request.TicketId,
        request.InternalNotes, request.DeclineReason, request.CancellationReason, request.DecidedBy, request.DecidedAt,
        request.Appointment?.Sequence, request.UpdatedAt);
}
