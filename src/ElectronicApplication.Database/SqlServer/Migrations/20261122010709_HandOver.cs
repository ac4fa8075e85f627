using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class HandOver : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Status_Target_DueAt",
                table: "Deliveries");

            migrationBuilder.RenameColumn(
                name: "ClaimedUntil",
                table: "Deliveries",
                newName: "AcceptedAt");

            migrationBuilder.AlterColumn<DateTime>(
                name: "DueAt",
                table: "Deliveries",
                type: "datetime2",
                nullable: true,
                oldClrType: typeof(DateTime),
                oldType: "datetime2");

            migrationBuilder.AddColumn<byte[]>(
                name: "Edited",
                table: "Deliveries",
                type: "varbinary(max)",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LastDuration",
                table: "Deliveries",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Progress",
                table: "Deliveries",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DeliveryAttempts",
                columns: table => new
                {
                    DeliveryId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Duration = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryAttempts", x => new { x.DeliveryId, x.Number, x.At });
                });

            migrationBuilder.CreateTable(
                name: "TargetPauses",
                columns: table => new
                {
                    Target = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    By = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TargetPauses", x => x.Target);
                });

            migrationBuilder.CreateTable(
                name: "WorkerBeats",
                columns: table => new
                {
                    Worker = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Targets = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkerBeats", x => x.Worker);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Status_Target_CreatedAt",
                table: "Deliveries",
                columns: new[] { "Status", "Target", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Target_DueAt",
                table: "Deliveries",
                columns: new[] { "Target", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DeliveryAttempts");

            migrationBuilder.DropTable(
                name: "TargetPauses");

            migrationBuilder.DropTable(
                name: "WorkerBeats");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Status_Target_CreatedAt",
                table: "Deliveries");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_Target_DueAt",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Edited",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "LastDuration",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Progress",
                table: "Deliveries");

            migrationBuilder.RenameColumn(
                name: "AcceptedAt",
                table: "Deliveries",
                newName: "ClaimedUntil");

            migrationBuilder.AlterColumn<DateTime>(
                name: "DueAt",
                table: "Deliveries",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                oldClrType: typeof(DateTime),
                oldType: "datetime2",
                oldNullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_Status_Target_DueAt",
                table: "Deliveries",
                columns: new[] { "Status", "Target", "DueAt" });
        }
    }
}
