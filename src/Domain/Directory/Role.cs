namespace Slotline.Domain.Directory;

/// <summary>What a person is in their organization.</summary>
public enum Role
{
    Admin,
    Dispatcher,
    Technician,
    ClientAdmin,
    ClientMember,
}

/// <summary>One right, as an API token's scope names it.</summary>
[Flags]
public enum Permissions
{
    None = 0,
    AvailabilityRead = 1,
    RequestsRead = 2,
    RequestsWrite = 4,
    RequestsDecide = 8,
    DirectoryWrite = 16,
    SettingsWrite = 32,
    WebhooksWrite = 64,
}
