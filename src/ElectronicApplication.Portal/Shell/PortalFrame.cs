using ElectronicApplication.Web;
using ElectronicApplication.Web.Layout;

namespace ElectronicApplication.Portal.Shell;

/// <summary>What stands on every page of the citizen's door.</summary>
internal static class PortalFrame
{
    public static NavItem Home(Words words) => new(words["手続をさがす"], "/");

    public static NavItem My(Words words) => new(words["マイページ"], "/my");

    public static NavItem Lookup(Words words) => new(words["申請の照会"], "/lookup");

    public static DoorFrame Of(SiteOptions site, bool isSignedIn, Words words) => new(site.Name(words), words["電子申請"], "/", [.. Menu(isSignedIn, words)])
    {
        Notice = site.Notice,
        OffersLanguages = true,
        Foot = [new(words["使い方"], "/help"), new(words["アクセシビリティ"], "/help#accessibility"), new(words["個人情報の取扱い"], "/help#privacy")],
    };

    // Four short words: one line on a phone.
    private static IEnumerable<NavItem> Menu(bool isSignedIn, Words words)
    {
        yield return new(words["さがす"], "/");
        yield return My(words);
        yield return Lookup(words);
        if (!isSignedIn)
            yield return new(words["ログイン"], "/sign-in");
    }
}
