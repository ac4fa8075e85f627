using ElectronicApplication.Web;
using ElectronicApplication.Web.Layout;

namespace ElectronicApplication.Portal.Shell;

/// <summary>What stands on every page of the citizen's door.</summary>
internal static class PortalFrame
{
    public static readonly NavItem Home = new("手続をさがす", "/");
    public static readonly NavItem My = new("マイページ", "/my");
    public static readonly NavItem Lookup = new("申請の照会", "/lookup");

    // Four short words: one line on a phone.
    private static readonly NavItem Search = new("さがす", "/");
    private static readonly NavItem SignIn = new("ログイン", "/sign-in");

    public static DoorFrame Of(SiteOptions site, bool isSignedIn) => new(site.Municipality, "電子申請", "/", isSignedIn ? [Search, My, Lookup] : [Search, My, Lookup, SignIn])
    {
        Notice = site.Notice,
        Foot = [new("使い方", "/help"), new("アクセシビリティ", "/help#accessibility"), new("個人情報の取扱い", "/help#privacy")],
    };
}
