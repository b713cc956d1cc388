namespace Slotline.Domain.Directory;

/// <summary>A person who works for the organization and signs in.</summary>
public sealed class StaffMember
{
    private StaffMember()
    {
    }

    public StaffMember(Guid organizationId, string name, string email, Role role, Guid? technicianId = null)
    {
        Id = Guid.CreateVersion7();
        OrganizationId = organizationId;
        Rename(name);
        ReachAt(email);
        Become(role);
        TechnicianId = technicianId;
    }

    public Guid Id { get; private set; }

    public Guid OrganizationId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The name as it is searched and ordered by.</summary>
    public string NameKey { get; private set; } = "";

    public string Email { get; private set; } = "";

    /// <summary>The address as it is compared: two staff members cannot share one.</summary>
    public string EmailKey { get; private set; } = "";

    public string? Phone { get; private set; }

    /// <summary>Admin, Dispatcher or Technician.</summary>
    public Role Role { get; private set; }

    /// <summary>The technician that this person is, if any.</summary>
    public Guid? TechnicianId { get; private set; }

    public string? TimeZoneId { get; private set; }

    /// <summary>BCP 47 language tag for mails.</summary>
    public string Locale { get; private set; } = "en";

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

    /// <summary>Null: no technician.</summary>
    public void Be(Guid? technicianId) => TechnicianId = technicianId;

    /// <exception cref="Refusal">InvalidInput: a role of clients.</exception>
    public void Become(Role role) => Role = role is Role.Admin or Role.Dispatcher or Role.Technician
        ? role
        : throw Refusal.InvalidInput("A staff member is an admin, a dispatcher or a technician.", "role");
}
