using ElectronicApplication.Core.Kernel;
using ElectronicApplication.Core.Review;
using ElectronicApplication.Staff.Payouts;
using ElectronicApplication.Staff.Records;
using ElectronicApplication.Web;
using ElectronicApplication.Web.Layout;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ElectronicApplication.Staff;

/// <summary>What every page of this door shows around its content, and how it shows an error.</summary>
public sealed class StaffFrame(IOptions<SiteOptions> site)
{
    public const string Home = "/staff";
    public const string PaperUrl = "/staff/paper";
    public const string AbsenceUrl = "/staff/absence";
    public const string DeliveriesUrl = "/staff/deliveries";
    public const string ReportsUrl = "/staff/reports";
    public const string DocumentsUrl = "/staff/documents";
    public const string DesignerUrl = "/staff/designer";

    /// <param name="reviewer">Null before sign-in.</param>
    public DoorFrame For(Reviewer? reviewer)
    {
        List<NavItem> nav = [];
        if (reviewer?.MayOpen == true)
            nav.Add(new("申請の審査", Home));
        if (reviewer?.MayReceive == true)
            nav.Add(new("受付・入力", PaperUrl));
        if (reviewer?.MayIssue == true)
            nav.Add(new("交付と郵送", DocumentsUrl));
        if (reviewer?.MayOpen == true || reviewer?.MayExport == true)
            nav.Add(new("給付の振込", PayoutEndpoints.Home));
        if (reviewer?.MayOpen == true || reviewer?.Is(StaffRoles.Administer) == true)
            nav.Add(new("文書の保存", RecordEndpoints.Home));
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
