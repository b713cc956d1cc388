using System.Security.Cryptography;

namespace Slotline.Domain.Directory;

/// <summary>
/// What an organization asks of visitors, and the key that signs their links. An organization without a row has the
/// standard, and has given nobody a link yet.
/// </summary>
public sealed class VisitorSettings
{
    public const int MostOpenAtMost = 10_000;

    private const int KeyBytes = 32;

    private VisitorSettings()
    {
    }

    /// <summary>The standard settings of an organization, with a key of its own.</summary>
    public VisitorSettings(Guid organizationId)
    {
        OrganizationId = organizationId;
        SigningKey = RandomNumberGenerator.GetBytes(KeyBytes);
    }

    public Guid OrganizationId { get; private set; }

    /// <summary>Signs visitors' links, on every node. It never leaves the server.</summary>
    public byte[] SigningKey { get; private set; } = [];

    /// <summary>Whether a visitor follows a link in a mail before what they ask for becomes a request.</summary>
    public bool ConfirmEmail { get; private set; }

    /// <summary>How many requests can wait that came from one e-mail address, confirmed or not.</summary>
    public int MostOpenPerAddress { get; private set; } = 5;

    /// <summary>How many requests of visitors can wait in all, so that strangers cannot hold every slot.</summary>
    public int MostOpen { get; private set; } = 100;

    /// <summary>Changes what is asked of visitors.</summary>
    /// <param name="confirmEmail">Whether they confirm by mail.</param>
    /// <param name="mostOpenPerAddress">1 to 10,000.</param>
    /// <param name="mostOpen">1 to 10,000.</param>
    /// <exception cref="Refusal">InvalidInput: out of range.</exception>
    public void Change(bool confirmEmail, int mostOpenPerAddress, int mostOpen)
    {
        ConfirmEmail = confirmEmail;
        MostOpenPerAddress = Checked(mostOpenPerAddress, "mostOpenPerAddress");
        MostOpen = Checked(mostOpen, "mostOpen");
    }

    private static int Checked(int most, string field) => most is >= 1 and <= MostOpenAtMost
        ? most
        : throw Refusal.InvalidInput("It must be 1 to 10,000.", field);
}
