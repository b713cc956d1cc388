using Slotline.Domain.Notifications;
using Slotline.Graph.Visitors;

namespace Slotline.Graph.Delivery;

/// <summary>Makes the text of a visitor's link: what it is for, signed by the organization's key.</summary>
internal delegate ValueTask<string> SignLink(LinkToken token, CancellationToken cancellationToken);

/// <summary>Addresses of the product's own pages, as they stand in mails.</summary>
/// <param name="publicUrl">Where people reach the product.</param>
/// <param name="sign">Signs the links of visitors.</param>
internal sealed class PublicLinks(Uri publicUrl, SignLink sign)
{
    private readonly string root = publicUrl.AbsoluteUri.TrimEnd('/');

    /// <summary>The page that a mail leads to: of its request, or where its reader chooses a password.</summary>
    public async ValueTask<Uri> OfAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (mail.Audience == Audience.Account)
        {
            return ToAccount(mail.Kind, mail.LinkToken ?? "");
        }

        if (mail.RecipientKind != RecipientKind.Visitor)
        {
            return ToRequest(mail.Audience, mail.Facts.Reference);
        }

        var (page, purpose) = mail.Kind == NotificationKind.ConfirmationWanted
            ? ("confirm", LinkToken.Confirm)
            : ("manage", LinkToken.Manage);
        var token = new LinkToken(purpose, mail.OrganizationId, mail.Facts.RequestId);
        return new Uri($"{root}/{page}/{await sign(token, cancellationToken)}");
    }

    /// <summary>
    /// Where somebody chooses a password, or asks for a link to do so. What stands behind the # is not sent to any
    /// server, nor in a Referer.
    /// </summary>
    public Uri ToAccount(NotificationKind kind, string token) => new(kind switch
    {
        NotificationKind.Invitation => $"{root}/sign-in/invitation#{Uri.EscapeDataString(token)}",
        NotificationKind.PasswordChanged or NotificationKind.AddressChanged => $"{root}/sign-in/forgot",
        _ => $"{root}/sign-in/reset#{Uri.EscapeDataString(token)}",
    });

    /// <summary>The page of a request: in the dashboard for those who work there, else in the portal.</summary>
    public Uri ToRequest(Audience audience, string reference) => new(audience == Audience.Requester
        ? $"{root}/portal/requests/{Uri.EscapeDataString(reference)}"
        : $"{root}/requests/{Uri.EscapeDataString(reference)}");

    /// <summary>A visitor's page of their one request.</summary>
    public async ValueTask<Uri> ToManageAsync(Guid organizationId, Guid requestId, CancellationToken cancellationToken)
    {
        var token = new LinkToken(LinkToken.Manage, organizationId, requestId);
        return new Uri($"{root}/manage/{await sign(token, cancellationToken)}");
    }

    /// <summary>A technician's calendar.</summary>
    public Uri ToFeed(string secret) => new($"{root}/calendar/{Uri.EscapeDataString(secret)}.ics");
}
