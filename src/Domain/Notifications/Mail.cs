using NodaTime;
using Slotline.Domain.Access;
using Slotline.Domain.Directory;
using Slotline.Domain.Requests;

namespace Slotline.Domain.Notifications;

/// <summary>How far a mail has come.</summary>
public enum MailState
{
    /// <summary>Waits for its next attempt.</summary>
    Queued,

    /// <summary>A mail server took it.</summary>
    Sent,

    /// <summary>It was refused for good, or all attempts failed. An admin can have it tried again.</summary>
    GivenUp,

    /// <summary>What it says was no longer true before it could leave: a reminder of a moved appointment.</summary>
    Withdrawn,
}

/// <summary>A mail to be sent: a row of the outbox, written in the transaction of what it tells.</summary>
public sealed class Mail
{
    /// <summary>Over about two days; see <see cref="MailRetries"/>.</summary>
    public const int MostAttempts = 12;

    private const int LongestError = 500;

    private Mail()
    {
    }

    internal Mail(Announcement told, Line line, Instant now)
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset());
        OrganizationId = told.OrganizationId;
        RequestId = told.Facts.RequestId;
        RecipientKind = line.Recipient.Kind;
        RecipientId = line.Recipient.Id;
        Name = line.Recipient.Name;
        Address = line.Recipient.Email;
        Locale = line.Recipient.Locale;
        TimeZoneId = line.Recipient.TimeZoneId;
        Kind = line.Kind;
        Audience = line.Audience;
        Calendar = line.Calendar;
        Facts = told.Facts;
        Key = told.KeyFor(line.Recipient);
        CreatedAt = now;
        NextAttemptAt = now;
    }

    /// <summary>A mail with a link by which somebody chooses their password.</summary>
    /// <param name="organization">Whose.</param>
    /// <param name="link">What the link is good for.</param>
    /// <param name="token">What the link carries; forgotten as soon as the mail is sent or given up.</param>
    /// <param name="recipient">Who gets it.</param>
    /// <param name="actor">Who invited them; null where they asked for it themselves.</param>
    /// <param name="now">When.</param>
    public Mail(
        Organization organization, AccessLink link, string token, Recipient recipient, Actor? actor, Instant now)
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset());
        OrganizationId = organization.Id;
        RecipientKind = recipient.Kind;
        RecipientId = recipient.Id;
        Name = recipient.Name;
        Address = recipient.Email;
        Locale = recipient.Locale;
        TimeZoneId = recipient.TimeZoneId;
        Kind = link.Purpose == AccessLinkPurpose.Invitation
            ? NotificationKind.Invitation
            : NotificationKind.PasswordReset;
        Audience = Audience.Account;
        Facts = NotificationFacts.OfAccount(organization, actor, link.ExpiresAt);
        LinkToken = token;
        Key = $"{link.Id:N}.{Kind}";
        CreatedAt = now;
        NextAttemptAt = now;
    }

    /// <summary>A mail that tells somebody of a change of their account that they may not have made.</summary>
    /// <param name="kind">Which: of the password, or of the address.</param>
    /// <param name="organization">Where.</param>
    /// <param name="recipient">Whose, at the address that they had.</param>
    /// <param name="now">When.</param>
    public Mail(NotificationKind kind, Organization organization, Recipient recipient, Instant now)
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset());
        OrganizationId = organization.Id;
        RecipientKind = recipient.Kind;
        RecipientId = recipient.Id;
        Name = recipient.Name;
        Address = recipient.Email;
        Locale = recipient.Locale;
        TimeZoneId = recipient.TimeZoneId;
        Kind = kind;
        Audience = Audience.Account;
        Facts = NotificationFacts.OfAccount(organization, null, now) with { LinkExpiresAt = null };
        Key = $"{Id:N}.{Kind}";
        CreatedAt = now;
        NextAttemptAt = now;
    }

    /// <summary>A mail with the link by which a visitor confirms what they asked for.</summary>
    /// <param name="wish">What they asked for.</param>
    /// <param name="organization">Whose.</param>
    /// <param name="service">Of which service.</param>
    /// <param name="now">When.</param>
    public Mail(UnconfirmedRequest wish, Organization organization, Service service, Instant now)
    {
        Id = Guid.CreateVersion7(now.ToDateTimeOffset());
        OrganizationId = organization.Id;
        RecipientKind = RecipientKind.Visitor;
        Name = wish.Requester.Name;
        Address = wish.Requester.Email;
        Locale = wish.Locale;
        TimeZoneId = wish.TimeZoneId;
        Kind = NotificationKind.ConfirmationWanted;
        Audience = Audience.Requester;
        Facts = NotificationFacts.OfUnconfirmed(wish, organization, service);
        Key = $"{wish.Id:N}.{Kind}";
        CreatedAt = now;
        NextAttemptAt = now;
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    /// <summary>What it is about; null for a mail about somebody's account, or before there is a request.</summary>
    public Guid? RequestId { get; private set; }

    public RecipientKind RecipientKind { get; private set; }

    /// <summary>Null for a visitor.</summary>
    public Guid? RecipientId { get; private set; }

    public string Name { get; private set; } = "";

    public string Address { get; private set; } = "";

    /// <summary>BCP 47 language tag of the reader.</summary>
    public string Locale { get; private set; } = "en";

    /// <summary>IANA zone of the reader.</summary>
    public string TimeZoneId { get; private set; } = "";

    public NotificationKind Kind { get; private set; }

    public Audience Audience { get; private set; }

    public CalendarMethod Calendar { get; private set; }

    public NotificationFacts Facts { get; private set; } = null!;

    /// <summary>
    /// The same for the same event and person, and the left part of the Message-ID: unique in the organization, and the
    /// same when a mail is sent again because nobody knows whether it arrived.
    /// </summary>
    public string Key { get; private set; } = "";

    /// <summary>
    /// The secret of the link that the mail carries, for as long as it waits; only its hash is kept elsewhere.
    /// </summary>
    public string? LinkToken { get; private set; }

    public MailState State { get; private set; }

    /// <summary>
    /// Attempts that were begun: counted when a node takes the mail, so that one that kills its node ends, too.
    /// </summary>
    public int Attempts { get; private set; }

    public Instant NextAttemptAt { get; private set; }

    /// <summary>Until then only <see cref="LeasedBy"/> may send it; afterwards that node counts as dead.</summary>
    public Instant? LeasedUntil { get; private set; }

    public string? LeasedBy { get; private set; }

    public string? LastError { get; private set; }

    public Instant CreatedAt { get; private set; }

    public Instant? SentAt { get; private set; }

    /// <summary>A node takes it to send it; until the lease ends no other node does.</summary>
    public void Lease(string node, Instant until)
    {
        Attempts++;
        LeasedBy = node;
        LeasedUntil = until;
    }

    /// <summary>Whether more attempts were begun than there are: each of them ended with its node.</summary>
    public bool HasNoAttemptLeft => Attempts > MostAttempts;

    /// <summary>It was taken and not tried: it is free again, and the attempt does not count.</summary>
    public void PutBack()
    {
        Attempts--;
        EndLease();
    }

    /// <summary>A mail server took it.</summary>
    public void Sent(Instant now)
    {
        State = MailState.Sent;
        SentAt = now;
        LastError = null;
        LinkToken = null;
        EndLease();
    }

    /// <summary>An attempt failed: tried again later, or given up when it is for good or was the last.</summary>
    /// <param name="error">What went wrong, for the admin who looks at it.</param>
    /// <param name="isPermanent">Whether trying again cannot help.</param>
    /// <param name="chance">0 to 1, exclusive: spreads the retries of many mails.</param>
    /// <param name="now">When it failed.</param>
    public void Failed(string error, bool isPermanent, double chance, Instant now)
    {
        LastError = error.Length <= LongestError ? error : error[..LongestError];
        if (isPermanent || Attempts >= MostAttempts)
            GiveUp();
        else
            NextAttemptAt = now + MailRetries.DelayAfter(Attempts, chance);
        EndLease();
    }

    /// <summary>What it says is no longer true; it is never sent.</summary>
    public void Withdraw(string why)
    {
        State = MailState.Withdrawn;
        LinkToken = null;
        LastError = why;
        EndLease();
    }

    /// <summary>An admin has it tried again, from the start.</summary>
    /// <exception cref="Refusal">InvalidInput: it was not given up, or carried a link that is gone.</exception>
    public void Retry(Instant now)
    {
        if (State != MailState.GivenUp || Audience == Audience.Account)
            throw Refusal.InvalidInput(
                "Only a mail that was given up, and carried no secret link, can be tried again.", "id");
        State = MailState.Queued;
        Attempts = 0;
        NextAttemptAt = now;
    }

    private void GiveUp()
    {
        State = MailState.GivenUp;
        LinkToken = null;
    }

    private void EndLease()
    {
        LeasedUntil = null;
        LeasedBy = null;
    }
}
