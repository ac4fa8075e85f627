using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Layout;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Staff;

/// <summary>What every page of this door shows around its content, and how it shows an error.</summary>
public sealed class StaffFrame(IOptions<SiteOptions> site)
{
    public const string Home = "/staff";
    public const string AbsenceUrl = "/staff/absence";
    public const string DeliveriesUrl = "/staff/deliveries";
    public const string DesignerUrl = "/staff/designer";

    /// <param name="reviewer">Null before sign-in.</param>
    public DoorFrame For(Reviewer? reviewer)
    {
        List<NavItem> nav = [];
        if (reviewer?.MayOpen == true)
            nav.Add(new("申請の審査", Home));
        if (reviewer?.MayOpen == true || reviewer?.Is(StaffRoles.Administer) == true)
            nav.Add(new("不在と代決", AbsenceUrl));
        if (reviewer?.MayDesign == true || reviewer?.MayPublish == true)
            nav.Add(new("様式の作成", DesignerUrl));
        if (reviewer?.MayOperate == true)
            nav.Add(new("連携の状況", DeliveriesUrl));
        return new(site.Value.Municipality, "電子申請 職員用", Home, nav) { Notice = site.Value.Notice };
    }

    public static SignedIn? Person(Reviewer? reviewer) => reviewer is null ? null : new(reviewer.Name, "/staff/sign-out");

    internal IResult Error(HttpContext context, Error error)
    {
        var status = ErrorResults.Status(error.Kind);
        return Pages.Show<StaffErrorPage>(new { Reviewer = context.Features.Get<Reviewer>(), Status = status, Error = error }, status);
    }
}
