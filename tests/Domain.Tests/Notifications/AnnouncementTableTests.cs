using Slotline.Domain.Notifications;

namespace Slotline.Domain.Tests.Notifications;

public sealed class AnnouncementTableTests
{
    // The table of the product's description, event by event: everybody who is told, and nobody else.
    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["Requested"] =
        [
            "Ada Admin|Office|mail|RequestReceived|None",
            "Ada Admin|Office|portal|RequestReceived|None",
            "Clara Client|Requester|mail|RequestReceived|None",
            "Dan Dispatcher|Office|mail|RequestReceived|None",
            "Dan Dispatcher|Office|portal|RequestReceived|None",
            "Pia Preferred|Technician|portal|RequestReceived|None",
        ],
        ["Edited"] =
        [
            "Ada Admin|Office|portal|RequestEdited|None",
            "Dan Dispatcher|Office|portal|RequestEdited|None",
        ],
        ["Approved"] =
        [
            "Clara Client|Requester|mail|RequestApproved|Request",
            "Clara Client|Requester|portal|RequestApproved|None",
            "Tom Technician|Technician|mail|AppointmentAssigned|Request",
            "Tom Technician|Technician|portal|AppointmentAssigned|None",
        ],
        ["Declined"] =
        [
            "Clara Client|Requester|mail|RequestDeclined|None",
            "Clara Client|Requester|portal|RequestDeclined|None",
        ],
        ["Rescheduled"] =
        [
            "Clara Client|Requester|mail|AppointmentRescheduled|Request",
            "Clara Client|Requester|portal|AppointmentRescheduled|None",
            "Tom Technician|Technician|mail|AppointmentRescheduled|Request",
        ],
        ["Reassigned"] =
        [
            "Clara Client|Requester|mail|AppointmentRescheduled|Request",
            "Clara Client|Requester|portal|AppointmentRescheduled|None",
            "Fay Former|Technician|mail|AppointmentUnassigned|Cancel",
            "Tom Technician|Technician|mail|AppointmentAssigned|Request",
        ],
        ["Rescheduled to another technician"] =
        [
            "Clara Client|Requester|mail|AppointmentRescheduled|Request",
            "Clara Client|Requester|portal|AppointmentRescheduled|None",
            "Fay Former|Technician|mail|AppointmentUnassigned|Cancel",
            "Tom Technician|Technician|mail|AppointmentAssigned|Request",
        ],
        ["Cancelled while booked"] =
        [
            "Ada Admin|Office|mail|RequestCancelled|None",
            "Ada Admin|Office|portal|RequestCancelled|None",
            "Clara Client|Requester|mail|RequestCancelled|Cancel",
            "Clara Client|Requester|portal|RequestCancelled|None",
            "Dan Dispatcher|Office|mail|RequestCancelled|None",
            "Dan Dispatcher|Office|portal|RequestCancelled|None",
            "Tom Technician|Technician|mail|RequestCancelled|Cancel",
            "Tom Technician|Technician|portal|RequestCancelled|None",
        ],
        ["Cancelled while pending"] =
        [
            "Ada Admin|Office|mail|RequestCancelled|None",
            "Ada Admin|Office|portal|RequestCancelled|None",
            "Clara Client|Requester|mail|RequestCancelled|None",
            "Clara Client|Requester|portal|RequestCancelled|None",
            "Dan Dispatcher|Office|mail|RequestCancelled|None",
            "Dan Dispatcher|Office|portal|RequestCancelled|None",
        ],
        ["ReminderDue"] =
        [
            "Clara Client|Requester|mail|AppointmentReminder|None",
            "Clara Client|Requester|portal|AppointmentReminder|None",
            "Tom Technician|Technician|portal|AppointmentReminder|None",
        ],
    };

    public static TheoryData<string> Rows => [.. Table.Keys];

    public static TheoryData<string, string> RowsAndActors
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var row in Table.Keys)
            {
                foreach (var person in Everybody.Keys)
                    data.Add(row, person);
            }

            return data;
        }
    }

    private static Dictionary<string, Recipient> Everybody { get; } =
        Cast.Staff.Select(member => member.Person).Append(Cast.Client).ToDictionary(person => person.Name);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Tells_exactly_the_people_of_the_table(string row) =>
        Assert.Equal(Table[row], Cast.Lines(EventOf(row)));

    [Fact]
    public void The_table_has_every_occasion() =>
        Assert.Equal(
            Enum.GetNames<Occasion>().Order(StringComparer.Ordinal),
            Table.Keys.Select(row => row.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(RowsAndActors))]
    public void Does_not_tell_the_actor_except_for_the_requesters_receipt(string row, string actor)
    {
        var told = EventOf(row) with { Actor = Cast.ActorOf(Everybody[actor]) };
        var expected = Table[row].Where(line =>
            !line.StartsWith(actor, StringComparison.Ordinal)
            || line == "Clara Client|Requester|mail|RequestReceived|None");
        Assert.Equal(expected, Cast.Lines(told));
    }

    [Fact]
    public void Tells_everybody_when_nobody_did_it() =>
        Assert.Equal(Table["Approved"], Cast.Lines(EventOf("Approved") with { Actor = null }));

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_visitor_is_told_what_a_contact_is_told_but_by_mail_only(string row)
    {
        var expected = Table[row]
            .Where(line => !line.StartsWith("Clara Client|Requester|portal", StringComparison.Ordinal))
            .Select(line => line.Replace("Clara Client", "Vic Visitor", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, Cast.Lines(EventOf(row) with { Requester = Cast.Visitor }));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_technician_without_an_account_is_told_by_mail_only(string row)
    {
        var told = EventOf(row);
        told = told with { Technician = told.Technician is null ? null : Cast.Accountless };
        var expected = Table[row]
            .Where(line => !line.StartsWith("Tom Technician|Technician|portal", StringComparison.Ordinal))
            .Select(line => line.Replace("Tom Technician", "Ned Noaccount", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, Cast.Lines(told));
    }

    private static Announcement EventOf(string row) => row switch
    {
        "Requested" or "Edited" or "Declined" or "Cancelled while pending" =>
            Cast.Event(Enum.Parse<Occasion>(row.Split(' ')[0]), isBooked: false),
        "Rescheduled to another technician" =>
            Cast.Event(Occasion.Rescheduled) with { PreviousTechnician = Cast.Former },
        _ => Cast.Event(Enum.Parse<Occasion>(row.Split(' ')[0])),
    };
}
