using ElectronicApplication.Core.Identity;
using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Jpki;
using Microsoft.EntityFrameworkCore;

namespace ElectronicApplication.Core.Tests.Identity;

public sealed class AccountTests
{
    private static readonly HolderAttributes Hanako = new("山田　花子", false, "神奈川県川崎市川崎区宮本町1番地", false, new DateOnly(1985, 4, 12), Sex.Female);

    [Fact]
    public async Task The_first_signer_settles_whose_account_it_is()
    {
        await using var town = await SignInTown.OpenAsync();
        var account = await AccountAsync(town);
        Assert.Null(await CheckAsync(town, account, Hanako));
        Assert.Null(await CheckAsync(town, account, Hanako with { Name = "佐藤　花子", Address = "東京都千代田区霞が関1番地" }));
        Assert.Equal("card-other-holder", (await CheckAsync(town, account, Hanako with { BirthDate = new DateOnly(1985, 4, 13) }))?.Code);
        Assert.Equal("card-other-holder", (await CheckAsync(town, account, Hanako with { Sex = Sex.Male }))?.Code);
    }

    [Fact]
    public async Task Accounts_of_people_born_on_one_day_do_not_betray_it()
    {
        await using var town = await SignInTown.OpenAsync();
        await CheckAsync(town, await AccountAsync(town), Hanako);
        await CheckAsync(town, await AccountAsync(town), Hanako);
        var hashes = (await town.RowsAsync<Account>()).ConvertAll(a => Convert.ToHexString(a.HolderHash!));
        Assert.Equal(2, hashes.Distinct().Count());
    }

    [Fact]
    public async Task A_mail_address_is_kept_encrypted_and_can_be_taken_away()
    {
        await using var town = await SignInTown.OpenAsync();
        var account = await AccountAsync(town);
        Assert.Null((await SetAsync(town, account, "hanako@example.jp")).Error);
        Assert.Equal("hanako@example.jp", await FindAsync(town, account));
        Assert.Equal(-1, Assert.Single(await town.RowsAsync<Account>()).MailCipher.AsSpan().IndexOf("hanako"u8));
        Assert.Null((await SetAsync(town, account, null)).Error);
        Assert.Null(await FindAsync(town, account));
    }

    [Theory]
    [InlineData("hanako")]
    [InlineData("花子 <hanako@example.jp>")]
    [InlineData("hanako@example.jp\r\nBcc: everybody@example.jp")]
    [InlineData("a b@example.jp")]
    public async Task What_is_no_mail_address_is_refused_at_its_field(string mail)
    {
        await using var town = await SignInTown.OpenAsync();
        var refused = await SetAsync(town, await AccountAsync(town), mail);
        Assert.Equal("mail", Assert.Single(refused.Error!.Fields).Path);
    }

    [Fact]
    public async Task The_sweep_deletes_what_has_run_out_and_keeps_what_has_not()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        var old = await town.SignInAsync(card);
        town.Clock.Advance(TimeSpan.FromMinutes(90));
        var current = await town.SignInAsync(card);
        await town.Do<IdentitySweep, bool>(async s =>
        {
            await s.RunAsync(default);
            return true;
        });
        Assert.Single(await town.RowsAsync<Session>());
        Assert.Single(await town.RowsAsync<CardChallenge>());
        Assert.Null(await town.WhoseAsync(old.Value.SessionSecret));
        Assert.NotNull(await town.WhoseAsync(current.Value.SessionSecret));
    }

    [Fact]
    public async Task Nothing_stored_about_a_sign_in_names_the_card()
    {
        await using var town = await SignInTown.OpenAsync();
        using var card = town.Cards.Issue();
        await town.SignInAsync(card);
        var account = Assert.Single(await town.RowsAsync<Account>());
        Assert.Equal(32, account.CertificateHash.Length);
        Assert.DoesNotContain(await town.RowsAsync<ActEntry>(), a => (a.Detail + a.ActorName).Contains(card.SerialNumber, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<Guid> AccountAsync(SignInTown town)
    {
        using var card = town.Cards.Issue();
        return (await town.SignInAsync(card)).Value.AccountId;
    }

    private static Task<Error?> CheckAsync(SignInTown town, Guid account, HolderAttributes holder) => town.Do<AppDbContext, Error?>(async db =>
    {
        var check = new AccountHolder(db, (KeyRing)town.Database.Services.GetService(typeof(KeyRing))!);
        var error = await check.CheckHolderAsync(account, holder, default);
        await db.SaveChangesAsync();
        return error;
    });

    private static Task<Result<Done>> SetAsync(SignInTown town, Guid account, string? mail) =>
        town.Do<SetAccountMail, Result<Done>>(s => s.HandleAsync(new(account, mail), Act.Applicant(account, Door.Portal), default));

    private static Task<string?> FindAsync(SignInTown town, Guid account) => town.Do<FindAccountMail, string?>(f => f.HandleAsync(account, default));
}
