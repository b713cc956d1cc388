using MimeKit;

namespace Slotline.Graph.Delivery;

/// <summary>Where mails leave: to a mail server, or into a directory.</summary>
internal interface IMailer : IAsyncDisposable
{
    /// <summary>Hands one mail over; when it returns, somebody else answers for it.</summary>
    /// <exception cref="MailFault">It was not handed over, or nobody knows.</exception>
    Task SendAsync(MimeMessage message, CancellationToken cancellationToken);
}

/// <summary>A mail could not be handed over.</summary>
/// <param name="message">What went wrong, for the admin who looks at it.</param>
/// <param name="isPermanent">Whether the same mail would be refused again.</param>
/// <param name="cause">What it was below.</param>
internal sealed class MailFault(string message, bool isPermanent, Exception? cause = null) : Exception(message, cause)
{
    public bool IsPermanent { get; } = isPermanent;
}
