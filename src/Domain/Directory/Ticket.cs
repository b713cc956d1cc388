namespace Slotline.Domain.Directory;

/// <summary>A ticket of the organization's help desk, kept in step by its number.</summary>
public sealed class Ticket
{
    public const int LongestNumber = 50;

    private Ticket()
    {
    }

    public Ticket(Guid organizationId, string number)
    {
        Id = Guid.CreateVersion7();
        OrganizationId = organizationId;
        Number = Text.OptionalLine(number, LongestNumber, "number")
            ?? throw Refusal.InvalidInput("It must not be empty.", "number");
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public string Number { get; private set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>Number and title as they are searched.</summary>
    public string SearchKey { get; private set; } = "";

    public string? Url { get; private set; }

    public bool IsOpen { get; private set; } = true;

    public Guid? ClientId { get; private set; }

    /// <summary>Takes over what the help desk says of it.</summary>
    /// <exception cref="Refusal">InvalidInput.</exception>
    public void Describe(string title, string? url, bool isOpen, Guid? clientId)
    {
        Title = Text.Name(title, "title");
        Url = Text.Url(url, "url");
        IsOpen = isOpen;
        ClientId = clientId;
        SearchKey = Text.Fold($"{Number} {Title}");
    }
}
