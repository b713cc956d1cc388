using Slotline.Domain.Notifications;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>A line of the summary in a mail.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Lines">What it says; more than one where somebody wrote line breaks.</param>
/// <param name="IsPast">It no longer holds: struck through in HTML.</param>
/// <param name="Note">Says that it no longer holds, where the label does not.</param>
internal sealed record Detail(string Label, IReadOnlyList<string> Lines, bool IsPast = false, string? Note = null);

/// <summary>The summary of a mail: what a reader wants to find without reading sentences.</summary>
internal static class Details
{
    public static IReadOnlyList<Detail> Of(Letter letter, Language language, ReadersClock clock)
    {
        var facts = letter.Facts;
        var details = new List<Detail>();
        if (letter.Audience == Audience.Account)
            return details;
        var note = letter.Kind switch
        {
            NotificationKind.RequestCancelled => language.Word("cancelled_note"),
            NotificationKind.AppointmentUnassigned => language.Word("unassigned_note"),
            _ => null,
        };
        Add("service", facts.ServiceName);
        AddTimes();
        if (letter.Kind != NotificationKind.AppointmentUnassigned)
            AddTechnicians();
        if (letter.Audience != Audience.Requester)
            AddForStaff();
        if (letter.Kind is NotificationKind.RequestDeclined or NotificationKind.RequestCancelled)
            Add("reason", facts.Reason);
        Add("reference", facts.Reference);
        return details;

        void Add(string word, string? text, bool isPast = false, string? note = null)
        {
            if (!string.IsNullOrWhiteSpace(text))
                details.Add(new Detail(language.Word(word), LinesOf(text), isPast || note is not null, note));
        }

        void AddTimes()
        {
            var requested = clock.Range(facts.RequestedStartsAt, facts.RequestedEndsAt);
            if (facts.StartsAt is not { } start || facts.EndsAt is not { } end)
            {
                Add("requested", requested, note: note);
                return;
            }

            var old = facts is { PreviousStartsAt: { } oldStart, PreviousEndsAt: { } oldEnd }
                ? clock.Range(oldStart, oldEnd)
                : null;
            if (letter.Kind == NotificationKind.AppointmentUnassigned)
            {
                Add("when", old ?? clock.Range(start, end), note: note);
                return;
            }

            Add(old is null ? "when" : "new_time", clock.Range(start, end), note: note);
            Add("old_time", old, isPast: true);
            if (letter.Kind is NotificationKind.RequestApproved
                && (start != facts.RequestedStartsAt || end != facts.RequestedEndsAt))
            {
                Add("asked_for", requested, isPast: true);
            }
        }

        void AddTechnicians()
        {
            Add("technician", facts.TechnicianName);
            Add("previously", facts.PreviousTechnicianName, isPast: true);
            Add("preferred", facts.TechnicianName is null ? facts.PreferredTechnicianName : null);
        }

        void AddForStaff()
        {
            Add("client", facts.ClientName);
            Add("contact", facts.RequesterName);
            Add("email", facts.RequesterEmail);
            Add("phone", facts.RequesterPhone);
            Add("ticket", facts.TicketNumber);
            Add("description", facts.Description);
        }
    }

    private static string[] LinesOf(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries);
}
