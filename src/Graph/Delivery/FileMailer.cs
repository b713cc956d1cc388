using MimeKit;

namespace Slotline.Graph.Delivery;

/// <summary>For installations without a mail server: each mail becomes a file that any mail program opens.</summary>
internal sealed class FileMailer(string directory) : IMailer
{
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            System.IO.Directory.CreateDirectory(directory);

            // Named by its id: a mail that is written again, because a node died, replaces itself.
            var path = Path.Combine(directory, $"{message.Date.UtcDateTime:yyyyMMdd-HHmmss}-{NameOf(message)}.eml");
            var draft = $"{path}.{Guid.CreateVersion7():N}.tmp";
            using var written = new MemoryStream();
            message.WriteTo(written, cancellationToken);
            await File.WriteAllBytesAsync(
                draft, written.GetBuffer().AsMemory(0, (int)written.Length), cancellationToken);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new MailFault($"The file could not be written: {cause.Message}", isPermanent: false, cause);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string NameOf(MimeMessage message)
    {
        var id = (message.MessageId ?? throw new InvalidOperationException("A mail has an id.")).Split('@')[0];
        return string.Concat(id.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-'));
    }
}
