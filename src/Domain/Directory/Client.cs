namespace Slotline.Domain.Directory;

/// <summary>A firm or person that the organization serves.</summary>
public sealed class Client
{
    private Client()
    {
    }

    public Client(Guid organizationId, string name)
    {
        Id = Guid.CreateVersion7();
        OrganizationId = organizationId;
        Name = Text.Name(name, "name");
        NameKey = Text.Fold(Name);
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name as it is searched and ordered by.</summary>
    public string NameKey { get; private set; } = "";
}

/// <summary>A person of a client, who can ask for appointments.</summary>
public sealed class Contact
{
    private Contact()
    {
    }

    public Contact(Guid organizationId, Guid clientId, string name, string email)
    {
        Id = Guid.CreateVersion7();
        OrganizationId = organizationId;
        ClientId = clientId;
        Rename(name);
        ReachAt(email);
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public Guid ClientId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name as it is searched and ordered by.</summary>
    public string NameKey { get; private set; } = "";

    public string Email { get; private set; } = "";

    /// <summary>The address as it is compared: two contacts of a client cannot share one.</summary>
    public string EmailKey { get; private set; } = "";

    public string? Phone { get; private set; }

    public string? TimeZoneId { get; private set; }

    /// <summary>BCP 47 language tag for mails.</summary>
    public string Locale { get; private set; } = "en";

    /// <summary>ClientAdmin or ClientMember.</summary>
    public Role Role { get; private set; } = Role.ClientMember;

    public bool IsActive { get; set; } = true;

    public void Rename(string name)
    {
        Name = Text.Name(name, "name");
        NameKey = Text.Fold(Name);
    }

    /// <exception cref="Refusal">InvalidInput: it is no e-mail address.</exception>
    public void ReachAt(string email)
    {
        Email = Text.Email(email, "email");
        EmailKey = Text.Fold(Email);
    }

    public void ReachByPhone(string? phone) => Phone = Text.OptionalLine(phone, Text.LongestPhone, "phone");

    public void LiveIn(string? timeZoneId) => TimeZoneId = Text.TimeZone(timeZoneId, "timeZone");

    public void Speak(string locale) => Locale = Text.Locale(locale, "locale");

    /// <exception cref="Refusal">InvalidInput: a role of staff.</exception>
    public void Become(Role role) => Role = role is Role.ClientAdmin or Role.ClientMember
        ? role
        : throw Refusal.InvalidInput("A contact is a client's admin or member.", "role");
}
