using Slotline.Domain.Directory;

namespace Slotline.Domain.Tests.Directory;

public sealed class AccountTests
{
    private readonly Account _account = new(Guid.CreateVersion7(), "Ada@Firm.test", Guid.CreateVersion7(), null);

    [Fact]
    public void The_address_is_compared_without_regard_to_case() => Assert.Equal("ada@firm.test", _account.EmailKey);

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_password_has_12_to_128_characters(int length, bool accepted)
    {
        var refusal = Record.Exception(() => Check(new string('x', length))) as Refusal;

        Assert.Equal(accepted, refusal is null);
        Assert.Equal(accepted ? [] : ["password"], refusal?.Field ?? []);
    }

    [Theory]
    [InlineData("ada.lovelace@firm.test")]
    [InlineData(" ADA.Lovelace@Firm.test ")]
    [InlineData("ada augusta lovelace")]
    public void A_password_is_neither_the_address_nor_the_name(string password)
    {
        var refusal = Assert.Throws<Refusal>(() => Check(password));

        Assert.Equal(RefusalCode.InvalidInput, refusal.Code);
        Assert.Equal(["password"], refusal.Field);
    }

    [Fact]
    public void What_each_role_may_do_rises_with_the_role()
    {
        Assert.Equal((Permissions)127, Caller.PermissionsOf(Role.Admin));
        Assert.Equal((Permissions)15, Caller.PermissionsOf(Role.Dispatcher));
        Assert.Equal((Permissions)3, Caller.PermissionsOf(Role.Technician));
        Assert.Equal((Permissions)7, Caller.PermissionsOf(Role.ClientAdmin));
        Assert.Equal((Permissions)7, Caller.PermissionsOf(Role.ClientMember));
    }

    private static string Check(string password) =>
        Account.CheckPassword(password, "ada.lovelace@firm.test", "Ada Augusta Lovelace", "password");
}
