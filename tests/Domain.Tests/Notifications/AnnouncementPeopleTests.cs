using Slotline.Domain.Directory;
using Slotline.Domain.Notifications;

namespace Slotline.Domain.Tests.Notifications;

public sealed class AnnouncementPeopleTests
{
    [Fact]
    public void A_dispatcher_who_has_the_appointment_hears_of_its_cancellation_once_and_gets_the_calendar_file()
    {
        var told = Cast.Event(Occasion.Cancelled) with { Technician = Cast.Dispatcher };
        Assert.Equal(
            [
                "Dan Dispatcher|Technician|mail|RequestCancelled|Cancel",
                "Dan Dispatcher|Technician|portal|RequestCancelled|None",
            ],
            Cast.Lines(told).Where(line => line.StartsWith("Dan", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_admin_who_is_wished_for_gets_the_mail_of_the_office_and_one_notification()
    {
        var told = Cast.Event(Occasion.Requested) with { PreferredTechnician = Cast.Admin };
        Assert.Equal(
            ["Ada Admin|Office|mail|RequestReceived|None", "Ada Admin|Technician|portal|RequestReceived|None"],
            Cast.Lines(told).Where(line => line.StartsWith("Ada", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_technician_without_an_account_and_a_dispatcher_of_the_same_address_are_one_person()
    {
        var twin = Cast.Accountless with { Email = "DAN@demo.test" };
        var mails = Announcements.Of(Cast.Event(Occasion.Cancelled) with { Technician = twin }, Cast.Now).Mails;
        var one = Assert.Single(mails, mail => mail.Name is "Ned Noaccount" or "Dan Dispatcher");
        Assert.Equal(CalendarMethod.Cancel, one.Calendar);
    }

    [Fact]
    public void A_dispatcher_is_not_told_of_their_own_act_at_the_address_of_a_technician_without_an_account()
    {
        var told = Cast.Event(Occasion.Approved) with
        {
            Technician = Cast.Accountless with { Email = Cast.Dispatcher.Email },
            Actor = Cast.ActorOf(Cast.Dispatcher),
        };
        Assert.DoesNotContain(Announcements.Of(told, Cast.Now).Mails, mail => mail.Address == Cast.Dispatcher.Email);
    }

    [Fact]
    public void Two_staff_members_who_share_a_mailbox_are_two_people()
    {
        var shared = Cast.Admin with { Email = Cast.Dispatcher.Email };
        var told = Cast.Event(Occasion.Requested) with
        {
            Staff = [new(shared, Role.Admin), new(Cast.Dispatcher, Role.Dispatcher)],
        };
        Assert.Equal(2, Announcements.Of(told, Cast.Now).Mails.Count(mail => mail.Audience == Audience.Office));
    }

    [Fact]
    public void A_visitor_who_cancels_is_not_told_whatever_the_case_of_their_address()
    {
        var visitor = Cast.Visitor with { Email = "VIC@Visitor.test" };
        var told = Cast.Event(Occasion.Cancelled) with { Requester = visitor, Actor = Cast.ActorOf(Cast.Visitor) };
        Assert.DoesNotContain(Announcements.Of(told, Cast.Now).Mails, mail => mail.Audience == Audience.Requester);
    }

    [Fact]
    public void A_client_admin_who_cancels_for_a_colleague_does_not_keep_the_colleague_from_being_told()
    {
        var admin = Cast.Person(RecipientKind.Contact, 11, "Cleo Clientadmin");
        var lines = Cast.Lines(Cast.Event(Occasion.Cancelled) with { Actor = Cast.ActorOf(admin) });
        Assert.Contains("Clara Client|Requester|mail|RequestCancelled|Cancel", lines);
    }

    [Theory]
    [InlineData(NotificationWay.Portal)]
    [InlineData(NotificationWay.Mail)]
    public void What_the_office_switched_off_is_left_out_by_that_way_only(NotificationWay way)
    {
        var quiet = Cast.Admin with { Muted = [new(NotificationKind.RequestReceived, way)] };
        var told = Cast.Event(Occasion.Requested) with { Staff = [new(quiet, Role.Admin)] };
        var messages = Announcements.Of(told, Cast.Now);
        Assert.Equal(way == NotificationWay.Mail ? 0 : 1, messages.Mails.Count(m => m.RecipientId == quiet.Id));
        Assert.Equal(way == NotificationWay.Portal ? 0 : 1,
            messages.Notifications.Count(n => n.RecipientId == quiet.Id));
    }

    [Theory]
    [InlineData(Occasion.Approved, NotificationKind.RequestApproved)]
    [InlineData(Occasion.Declined, NotificationKind.RequestDeclined)]
    [InlineData(Occasion.Cancelled, NotificationKind.RequestCancelled)]
    [InlineData(Occasion.Rescheduled, NotificationKind.AppointmentRescheduled)]
    public void A_requester_hears_of_the_outcome_even_when_they_switched_it_off(
        Occasion occasion, NotificationKind kind)
    {
        var quiet = Cast.Client with { Muted = [new(kind, NotificationWay.Mail)] };
        var mails = Announcements.Of(Cast.Event(occasion) with { Requester = quiet }, Cast.Now).Mails;
        Assert.Single(mails, mail => mail.RecipientId == quiet.Id);
    }

    [Theory]
    [InlineData(Occasion.Requested, NotificationKind.RequestReceived)]
    [InlineData(Occasion.ReminderDue, NotificationKind.AppointmentReminder)]
    public void A_requester_can_do_without_receipts_and_reminders(Occasion occasion, NotificationKind kind)
    {
        var quiet = Cast.Client with { Muted = [new(kind, NotificationWay.Mail)] };
        var mails = Announcements.Of(Cast.Event(occasion) with { Requester = quiet }, Cast.Now).Mails;
        Assert.DoesNotContain(mails, mail => mail.RecipientId == quiet.Id);
    }

    [Fact]
    public void A_dispatcher_who_switched_cancellations_off_still_gets_those_of_their_own_appointments()
    {
        var quiet = Cast.Dispatcher with { Muted = [new(NotificationKind.RequestCancelled, NotificationWay.Mail)] };
        var staff = new StaffRecipient[] { new(quiet, Role.Dispatcher) };
        var told = Cast.Event(Occasion.Cancelled) with { Staff = staff };
        Assert.DoesNotContain(Announcements.Of(told, Cast.Now).Mails, mail => mail.RecipientId == quiet.Id);
        Assert.Single(
            Announcements.Of(told with { Technician = quiet }, Cast.Now).Mails, mail => mail.RecipientId == quiet.Id);
    }
}
