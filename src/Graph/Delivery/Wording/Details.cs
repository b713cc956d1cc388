using Slotline.Domain.Notifications;

namespace Slotline.Graph.Delivery.Wording;

/// <summary>A line of the summary in a mail.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Lines">What it says; more than one where somebody wrote line breaks.</param>
/// <param name="IsPast">It no longer holds: struck through in HTML.</param>
/// <param name="Note">Says that it no longer holds, where the label does not.</param>
internal sealed record Detail(string Label, IReadOnlyList<string> Lines, bool IsPast = false, string? Note = null);

/// <summary>The summary of a mail: what a reader wants to find without reading sentences.</summary>
internal sealed class Details
{
    private readonly List<Detail> _details = [];
    private readonly Letter _letter;
    private readonly NotificationFacts _facts;
    private readonly Language _language;
    private readonly ReadersClock _clock;

    private Details(Letter letter, Language language, ReadersClock clock) =>
        (_letter, _facts, _language, _clock) = (letter, letter.Facts, language, clock);

    public static IReadOnlyList<Detail> Of(Letter letter, Language language, ReadersClock clock)
    {
        var details = new Details(letter, language, clock);
        if (letter.Audience != Audience.Account)
        {
            details.AddAll();
        }

        return details._details;
    }

    private void AddAll()
    {
        Add("service", _facts.ServiceName);
        AddTimes();
        if (_letter.Kind != NotificationKind.AppointmentUnassigned)
        {
            AddTechnicians();
        }

        if (_letter.Audience != Audience.Requester)
        {
            AddForStaff();
        }

        if (_letter.Kind is NotificationKind.RequestDeclined or NotificationKind.RequestCancelled)
        {
            Add("reason", _facts.Reason);
        }

        Add("reference", _facts.Reference);
    }

    private void AddTimes()
    {
        var note = _letter.Kind switch
        {
            NotificationKind.RequestCancelled => _language.Word("cancelled_note"),
            NotificationKind.AppointmentUnassigned => _language.Word("unassigned_note"),
            _ => null,
        };
        var requested = _clock.Range(_facts.RequestedStartsAt, _facts.RequestedEndsAt);
        if (_facts.StartsAt is not { } start || _facts.EndsAt is not { } end)
        {
            Add("requested", requested, note: note);
            return;
        }

        var old = _facts is { PreviousStartsAt: { } oldStart, PreviousEndsAt: { } oldEnd }
            ? _clock.Range(oldStart, oldEnd)
            : null;
        if (_letter.Kind == NotificationKind.AppointmentUnassigned)
        {
            Add("when", old ?? _clock.Range(start, end), note: note);
            return;
        }

        Add(old is null ? "when" : "new_time", _clock.Range(start, end), note: note);
        Add("old_time", old, isPast: true);
        if (_letter.Kind is NotificationKind.RequestApproved
            && (start != _facts.RequestedStartsAt || end != _facts.RequestedEndsAt))
        {
            Add("asked_for", requested, isPast: true);
        }
    }

    private void AddTechnicians()
    {
        Add("technician", _facts.TechnicianName);
        Add("previously", _facts.PreviousTechnicianName, isPast: true);
        Add("preferred", _facts.TechnicianName is null ? _facts.PreferredTechnicianName : null);
    }

    private void AddForStaff()
    {
        Add("client", _facts.ClientName);
        Add("contact", _facts.RequesterName);
        Add("email", _facts.RequesterEmail);
        Add("phone", _facts.RequesterPhone);
        Add("ticket", _facts.TicketNumber);
        Add("description", _facts.Description);
    }

    private void Add(string word, string? text, bool isPast = false, string? note = null)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            _details.Add(new Detail(_language.Word(word), LinesOf(text), isPast || note is not null, note));
        }
    }

    private static string[] LinesOf(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries);
}
